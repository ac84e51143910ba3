import ArgumentParser
import HTTPTypes
import Hummingbird

/// The peer of (a): what Hummingbird answers as it comes, with the same requests and nothing done for them.
struct EmptyRoute: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "empty-route", abstract: "Serve POST /v1/codes with Hummingbird's defaults and an empty answer, until a signal.")

    @Option(help: "The port on 127.0.0.1.") var port: Int

    func run() async throws {
        let router = Router()
        router.post("v1/codes") { _, _ in Response(status: .ok) }
        try await Application(router: router, configuration: ApplicationConfiguration(address: .hostname("127.0.0.1", port: port)))
            .runService()
    }
}
