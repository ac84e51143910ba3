import ArgumentParser
import Mail
import NIOPosix
import Submission

/// (d): our own dialogue with no queue and no rendering, the bound of every way that sends through it.
struct Bound: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Submit one composed message again and again, pipelined, and print the rate.",
        discussion: "The message is a link mail of the templates, so that (c) and (d) carry the same octets.")

    @Option(help: "The sink's port on 127.0.0.1.") var port: Int
    @Option(help: "Connections, each with its thread.") var connections = 8
    @Option(help: "Messages over all connections.") var messages = 100_000
    @Option(help: "The folder of the templates.") var templates = "templates"

    func run() async throws {
        let clock = BenchClock()
        let transaction = try await SampleMail.link(templates: templates, clock: clock).transaction
        let relay = RelayConfiguration(
            name: "sink", host: "127.0.0.1", port: port, tls: .none, ehloName: "bounce.example.be", connections: connections)
        let threads = NIOThreadPool(numberOfThreads: connections)
        threads.start()
        let began = clock.monotonic
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<connections {
                let share = messages / connections + (number < messages % connections ? 1 : 0)
                group.addTask {
                    try await threads.runIfActive {
                        try BoundConnection(relay: relay, transaction: transaction, clock: clock).submit(share)
                    }
                }
            }
            try await group.waitForAll()
        }
        let seconds = (clock.monotonic - began).secondsAsDouble
        try await threads.shutdownGracefully()
        Figures.write([
            "messages": Double(messages), "octets": Double(transaction.message.count), "seconds": seconds,
            "rate": Double(messages) / seconds,
        ])
    }
}
