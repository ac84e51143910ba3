import ArgumentParser

/// `postduif grant`: the roles of persons who sign in.
struct GrantCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "grant", abstract: "Roles of the persons who sign in.",
        subcommands: [Add.self, List.self, Revoke.self, EraseName.self])

    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Give somebody a role, at once or for a time.",
            discussion: """
                Roles in a municipality: registration_officer, main_access_manager, co_access_manager, auditor.
                Everywhere, without --municipality: auditor, operator, administrator.
                """)

        @Option(help: ArgumentHelp("How the issuer names the person: the claim sub of the tokens.", valueName: "sub"))
        var subject: String

        @Option(help: "What lists call the person.")
        var name: String

        @Option(help: ArgumentHelp("Which role.", valueName: "role"), completion: Completions.roles)
        var role: String

        @Option(help: ArgumentHelp("Where; without it everywhere.", valueName: "nis"))
        var municipality: String?

        @Option(help: ArgumentHelp("The first day it is valid (default: at once).", valueName: "yyyy-mm-dd"))
        var validFrom: String?

        @Option(help: ArgumentHelp("The first day it is no longer valid (default: until revoked).", valueName: "yyyy-mm-dd"))
        var validUntil: String?

        @Option(help: "The person's own address: officers are warned when an activation would go to it. Kept as an HMAC alone.")
        var email: String?

        @OptionGroup var common: CommonOptions

        func run() async throws {
            let request = GiveGrant(
                subject: subject, name: name, role: role, municipality: municipality, validFrom: validFrom, validUntil: validUntil,
                email: email)
            let row = try await common.administer(offline: true) { try await $0.giveGrant(request) }
            try common.show(row, "\(row.id)  \(row.role) \(row.municipality ?? "everywhere") for \(row.name): \(row.state)")
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Grants, newest first, ended and revoked ones too.")

        @Option(help: ArgumentHelp("Those of one municipality alone.", valueName: "nis"))
        var municipality: String?

        @Option(help: "Where the page before ended.")
        var cursor: String?

        @Option(help: "At most this many, up to 200.")
        var limit = 50

        @OptionGroup var common: CommonOptions

        func validate() throws { try PageLimit.check(limit) }

        func run() async throws {
            let query = GrantQuery(municipality: municipality, cursor: cursor, limit: limit)
            let list = try await common.administer(offline: true) { try await $0.grants(query) }
            var table = TextTable("id", "person", "name", "role", "municipality", "state", "from", "until")
            for row in list.grants {
                table.add(
                    row.id, row.person, row.name, row.role, row.municipality ?? "all", row.state, String(row.validFrom.prefix(10)),
                    row.validUntil.map { String($0.prefix(10)) } ?? "-")
            }
            let more = list.cursor.map { "\nmore: --cursor \($0)" } ?? ""
            try common.show(list, table.text(empty: "No role was given yet; give one with 'postduif grant add'.") + more)
        }
    }

    struct Revoke: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Withdraw a role at once.")
        @Argument(help: ArgumentHelp("The grant's id.", valueName: "grt_…")) var id: String
        @OptionGroup var common: CommonOptions

        func run() async throws {
            let row = try await common.administer(offline: true) { try await $0.withdrawGrant(id: id) }
            try common.show(row, "\(row.id)  \(row.role) \(row.municipality ?? "everywhere") for \(row.name): \(row.state)")
        }
    }

    struct EraseName: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "erase-name", abstract: "Erase the name of a person; the roles stay.",
            discussion: "'grant list' shows the person of each grant. The next 'grant add' for the person brings a name again.")
        @Argument(help: ArgumentHelp("The person's id.", valueName: "psn_…")) var id: String
        @OptionGroup var common: CommonOptions

        func run() async throws {
            let row = try await common.administer(offline: true) { try await $0.eraseName(id: id) }
            try common.show(row, "\(row.id)  has no name any more")
        }
    }
}
