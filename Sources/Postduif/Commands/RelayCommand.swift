import ArgumentParser
import Delivery
import Mail
import Submission

/// `postduif relay`: the relays, and whether they would take our mail.
struct RelayCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "relay", abstract: "The relays.", subcommands: [List.self, Check.self, Stop.self, Resume.self])

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "How the relays of the running service stand.")
        @OptionGroup var common: CommonOptions

        func run() async throws {
            let status = try await common.administer(offline: false) { try await $0.queueStatus() }
            try common.show(status.relays, Self.text(status.relays))
        }

        static func text(_ relays: [QueueStatus.RelayRow]) -> String {
            var table = TextTable(
                "relay", "breaker", "reason", "priority", "weight", "connections", "concurrency", "in flight", "without")
            for relay in relays {
                table.add(
                    relay.name, relay.breaker, relay.reason ?? "-", "\(relay.priority)", "\(relay.weight)", "\(relay.connections)",
                    "\(relay.concurrency)", "\(relay.inFlight)", relay.without)
            }
            return table.text(empty: "No relays.")
        }
    }

    struct Check: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Connect to each relay as the service would: TLS, AUTH, EHLO. No message is submitted.")

        @Argument(help: "A relay's name; default: all.", completion: Completions.relays) var name: String?
        @OptionGroup var common: CommonOptions

        func run() async throws {
            let configurations = try common.configuration().relayConfigurations().filter { name == nil || $0.name == name }
            guard !configurations.isEmpty else {
                throw AdministrationFault.notFound("\(name ?? "relays"): no such relay in the configuration")
            }
            let results = configurations.map { RelayCheck.run($0, clock: SystemClock()) }
            try common.show(results, results.map(\.text).joined(separator: "\n\n"))
            if results.contains(where: { !$0.ok }) { throw ExitStatus.refused }
        }
    }
}
