import ArgumentParser
import Mail
import Queue

/// `postduif queue`: what waits, why, how long.
struct QueueCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "queue", abstract: "The queue of a running service.",
        subcommands: [
            Status.self, List.self, Show.self, Retry.self, Hold.self, Release.self, Cancel.self, Stop.self, Resume.self,
        ])

    struct Status: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Lanes, relays and totals.",
            discussion: """
                With --watch it is drawn anew every few seconds, until Ctrl-C. Where standard output is no terminal, one is written under
                the other, and with --json each is one line; it ends when the service does.
                """)
        @Flag(help: "Show it again and again, until Ctrl-C.") var watch = false
        @Option(help: ArgumentHelp("With --watch: how long between two looks, 1 to 3600.", valueName: "seconds")) var every = 2
        @OptionGroup var common: CommonOptions

        func validate() throws {
            guard (1...3_600).contains(every) else { throw ValidationError("--every: give 1 to 3600 seconds") }
        }

        func run() async throws {
            if watch { return try await QueueWatch(every: .seconds(every), common: common).run() }
            let status = try await common.administer(offline: false) { try await $0.queueStatus() }
            try common.show(status, Self.text(status))
        }

        static func text(_ status: QueueStatus) -> String {
            var lanes = TextTable("lane", "queued", "leased", "held", "oldest", "will expire")
            for lane in status.lanes {
                lanes.add(
                    lane.lane, "\(lane.queued)", "\(lane.leased)", "\(lane.held)", lane.oldestAgeS.map { "\(Int($0)) s" } ?? "-",
                    "\(lane.willExpire)")
            }
            let totals = status.totals.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", ")
            let paused = status.paused.map { "\($0.subject) \($0.name)" }.joined(separator: ", ")
            let parts = [
                lanes.text(empty: "No lanes."), RelayCommand.List.text(status.relays), paused.isEmpty ? nil : "paused: " + paused,
                status.signIn.map { "sign-in: " + $0 },
                "totals: " + (totals.isEmpty ? "none yet" : totals),
            ]
            return parts.compactMap(\.self).joined(separator: "\n\n")
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Messages, newest first.")
        @Option(
            help: "queued, leased, held, accepted, rejected, bounced, expired, cancelled or in_doubt.", completion: Completions.states)
        var state: String?
        @Option(help: "Such as one_time_code.", completion: Completions.messageKinds) var kind: String?
        @Option(help: "code, link or notice.", completion: Completions.lanes) var lane: String?
        @Option(help: "The recipients' domain.") var domain: String?
        @Option(help: "Why they are as they are, such as greylisted.", completion: Completions.reasons) var reason: String?
        @Option(help: ArgumentHelp("Issued before, such as 2026-11-23T12:00:00Z.", valueName: "time")) var issuedBefore: String?
        @Option(help: "The cursor of the page before.") var cursor: String?
        @Option(help: "At most this many, up to 200.") var limit = 50
        @OptionGroup var common: CommonOptions

        func validate() throws { try PageLimit.check(limit) }

        func run() async throws {
            let query = MessageQuery(
                state: state, kind: kind, lane: lane, domain: domain, reason: reason, issuedBefore: issuedBefore, cursor: cursor,
                limit: limit)
            let list = try await common.administer(offline: false) { administration in
                do { return try await administration.messages(query) } catch let fault as AdministrationFault { throw fault.namingOptions }
            }
            try common.show(list, Self.text(list))
        }

        static func text(_ list: MessageList) -> String {
            var table = TextTable("id", "kind", "lang", "domain", "state", "reason", "attempt", "issued")
            for message in list.messages {
                table.add(
                    message.id, message.kind, message.languages.joined(separator: "+"), message.domain, message.state, message.reason,
                    "\(message.attempt)",
                    message.issuedAt)
            }
            guard let cursor = list.cursor else { return table.text(empty: "No message matches.") }
            // A filter looks at so many rows for one page: that none is among them says nothing of the older ones.
            let edge = QueueID(cursor).map { ", looked back to \($0.made.rfc3339)" } ?? ""
            return table.text(empty: "None yet\(edge).") + "\n\nMore: --cursor \(cursor)"
        }
    }

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "One message with its attempts.")
        @Argument(help: ArgumentHelp("The message's id.", valueName: "msg_…")) var id: String
        @OptionGroup var common: CommonOptions

        func run() async throws {
            let message = try await common.administer(offline: false) { try await $0.message(id: id) }
            try common.show(message, Self.text(message))
        }

        static func text(_ message: MessageRow) -> String {
            var attempts = TextTable("n", "at", "relay", "stage", "outcome", "reason", "rule", "reply")
            for attempt in message.attempts {
                attempts.add(
                    "\(attempt.n)", attempt.at, attempt.relay, attempt.stage ?? "-", attempt.outcome, attempt.reason, attempt.rule,
                    attempt.reply ?? "-")
            }
            return """
                \(message.id)  \(message.kind) (\(message.languages.joined(separator: "+"))) to \(message.domain)
                state    \(message.state), \(message.reason)
                issued   \(message.issuedAt)
                due      \(message.dueAt)
                expires  \(message.expiresAt)
                finished \(message.finishedAt ?? "-")

                \(attempts.text(empty: "No attempt yet."))
                """
        }
    }
}
