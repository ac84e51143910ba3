import ArgumentParser
import HTTPTypes
import Hummingbird

/// The peers of (a): what Hummingbird answers as it comes, with the same requests and nothing done for them.
struct EmptyRoute: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "empty-route", abstract: "Serve POST /v1/codes with Hummingbird's defaults and an empty answer, until a signal.")

    @Option(help: "The port on 127.0.0.1.") var port: Int
    @Flag(help: "Decode the request's JSON, and answer in JSON.") var json = false

    func run() async throws {
        let router = Router()
        if json {
            router.post("v1/codes") { request, context in
                let asked = try await request.decode(as: CodeBody.self, context: context)
                return CodeAnswer(id: asked.binding, purpose: asked.purpose)
            }
        } else {
            router.post("v1/codes") { _, _ in Response(status: .ok) }
        }
        try await Application(router: router, configuration: ApplicationConfiguration(address: .hostname("127.0.0.1", port: port)))
            .runService()
    }
}
