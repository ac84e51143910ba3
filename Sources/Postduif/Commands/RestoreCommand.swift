import ArgumentParser

/// `postduif restore`: goes on with a database that is older than what happened.
struct RestoreCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore", abstract: "Go on with a restored database.",
        discussion: """
            No service starts from a backup before somebody has accepted it: what happened since is not in it. API keys and roles that were
            withdrawn count again, citizens who were erased are there again, pairs that were redeemed can be redeemed again, and mails that waited
            may have been sent. Revoke and erase again first: 'key revoke', 'grant revoke' and 'citizen erase' work while no service runs.
            """,
        subcommands: [Status.self, Accept.self])

    struct Status: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Whether the database is a restored one, of when, and what waits in it.")
        @OptionGroup var common: CommonOptions

        func run() async throws {
            let status = try await common.administer(offline: true) { try await $0.restoreStatus() }
            try common.show(status, RestoreCommand.text(status))
        }
    }

    struct Accept: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Say that all that must not be undone is done again; then the service starts.",
            discussion: """
                What waited or was under way is in doubt: it is submitted once more with its Message-ID, as far as its kind allows and while it lives.
                With --hold nothing is: each message is held until 'queue release' or 'queue cancel', or ends with its life.
                """)

        @Flag(help: "Hold what waited, for somebody to decide.") var hold = false
        @OptionGroup var common: CommonOptions

        func run() async throws {
            let request = AcceptRestored(hold: hold)
            let status = try await common.administer(offline: true) { try await $0.acceptRestored(request) }
            let became =
                hold ? "are held; 'queue list --state held' shows them" : "are in doubt, submitted once more as far as their kind allows"
            try common.show(status, "Accepted. \(status.waiting) messages that waited \(became).")
        }
    }

    private static func text(_ status: RestoreStatus) -> String {
        guard status.restored else { return "Nothing to accept: the database is no restored one, or was accepted." }
        return """
            Holds what was known at \(status.madeAt ?? "an unknown time").
            \(status.waiting) messages waited or were under way: they may have been sent since. \(status.held) were held.
            What was redeemed, revoked, withdrawn and erased since is not in it: do again what must not be undone, then 'postduif restore accept'.
            """
    }
}
