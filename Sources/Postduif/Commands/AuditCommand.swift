import ArgumentParser
import Issuance

/// `postduif audit`: who did what to which object when.
struct AuditCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit", abstract: "The audit log.", subcommands: [List.self, Verify.self])

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Entries, newest first.")
        @Option(help: "Such as activation_issued or api_key_revoked; docs/audit.md has all.", completion: Completions.actions) var action:
            String?
        @Option(help: "An identifier, a NIS code, or what was paused, such as 'relay primary'.") var object: String?
        @Option(help: "api_…, psn_…, local_operator, citizen or service.") var actor: String?
        @Option(help: "The NIS code of whose they are.") var municipality: String?
        @Option(help: ArgumentHelp("Not before.", valueName: "day|time")) var since: String?
        @Option(help: ArgumentHelp("Before.", valueName: "day|time")) var until: String?
        @Option(help: "The cursor of the page before.") var cursor: String?
        @Option(help: "At most this many, up to 200.") var limit = 50
        @OptionGroup var common: CommonOptions

        func validate() throws { try PageLimit.check(limit) }

        func run() async throws {
            let query = AuditQuery(
                action: action, object: object, actor: actor, municipality: municipality, since: since, until: until, cursor: cursor,
                limit: limit)
            let list = try await common.administer(offline: true) { try await $0.audit(query) }
            try common.show(list, Self.text(list))
        }

        static func text(_ list: AuditList) -> String {
            var table = TextTable("number", "at", "actor", "action", "object", "municipality", "details")
            for entry in list.entries {
                table.add(
                    "\(entry.number)", entry.at, entry.actor, entry.action, entry.object.isEmpty ? "-" : entry.object,
                    entry.municipality ?? "-", entry.details.joined(separator: " "))
            }
            guard let cursor = list.cursor else { return table.text(empty: "No entry matches.") }
            return table.text(empty: "None yet, looked back to number \(cursor).") + "\n\nMore: --cursor \(cursor)"
        }
    }

    struct Verify: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Prove that nothing was changed, removed, put in or moved.",
            discussion: """
                Reads the whole log, with the seal key. Says how many entries follow one another and names the first that does not; exit code 1 then,
                and where the end was cut. The anchor beside the seal key shows a cut end; what you noted of an earlier run shows one that was
                replaced together with the anchor.
                """)
        @Option(help: ArgumentHelp("An end that the log had, as an earlier run printed it; may be repeated.", valueName: "number:mac"))
        var reached: [String] = []
        @OptionGroup var common: CommonOptions

        func run() async throws {
            let noted = try reached.map { text in
                guard let end = AuditEnd(text) else {
                    throw ValidationError("--reached: '\(text)' is no number:mac, as 'audit verify' prints it.")
                }
                return end
            }
            let configuration = try common.configuration()
            let report = try await common.administer(offline: true) { administration in
                try await AuditReading(configuration: configuration).report(administration, reached: noted)
            }
            try common.show(report, report.text)
            if !report.isIntact { throw ExitStatus.refused }
        }
    }
}
