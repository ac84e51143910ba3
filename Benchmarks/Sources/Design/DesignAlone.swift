import ArgumentParser
import Foundation
import Glibc
import HTTPTypes
import Hummingbird
import Mail
import NIOPosix
import Submission

/// A peer of (a) and (b): the design's skeleton with the defaults of Hummingbird and SQLite, and nothing of the product.
///
/// One writer with group commit, entries inserted as leased and handed over in memory, pipelined relay connections. No limits, idempotency,
/// credentials, templates, challenges, audit, history, retry or recovery.
struct DesignAlone: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "design-alone",
        abstract: "Serve POST /v1/codes with Hummingbird's defaults over the design's skeleton, until a signal.")

    @Option(help: "The port on 127.0.0.1.") var port: Int
    @Option(help: "The sink's port on 127.0.0.1; without one nothing is sent.") var sink: Int?
    @Option(help: "Connections to the sink, each with its thread.") var connections = 8
    @Option(help: "The database's file; it must not exist.") var database: String
    @Option(help: "The folder of the templates: each message has the octets of a code's mail.") var templates = "templates"

    /// Ends the process: a skeleton that has lost a part would be measured as if it were quick.
    static func stop(_ fault: String) -> Never {
        FileHandle.standardError.write(Data("postduif-bench: \(fault)\n".utf8))
        Glibc.exit(1)
    }

    func run() async throws {
        let clock = BenchClock()
        let transaction = try await SampleMail.code(templates: templates, clock: clock).transaction
        let threads = NIOThreadPool(numberOfThreads: 1 + (sink == nil ? 0 : connections))
        threads.start()
        let handOver = DesignHandOver()
        let seal = DesignSeal()
        let writer = try DesignWriter(path: database, handOver: sink == nil ? nil : handOver)
        threads.submit { _ in writer.run() }
        if let sink {
            let relay = RelayConfiguration(
                name: "sink", host: "127.0.0.1", port: sink, tls: .none, ehloName: "bounce.example.be", connections: connections)
            for _ in 0..<connections {
                threads.submit { _ in
                    DesignConnection(
                        relay: relay, transaction: transaction, clock: clock, seal: seal, handOver: handOver, writer: writer
                    ).run()
                }
            }
        }
        let router = Router()
        router.post("v1/codes") { request, context in
            let asked = try await request.decode(as: CodeBody.self, context: context)
            let entry = try seal.entry(for: asked)
            await writer.insert(entry)
            return CodeAnswer(id: "\(entry.id)", purpose: asked.purpose)
        }
        try await Application(router: router, configuration: ApplicationConfiguration(address: .hostname("127.0.0.1", port: port)))
            .runService()
    }
}
