import ArgumentParser

/// `postduif key`: the credentials of fronts.
struct KeyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "key", abstract: "API keys of the fronts.", subcommands: [Create.self, List.self, Revoke.self])

    struct Create: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Make a key and print it, this once.",
            discussion: "Scopes: \(StoreAdministration.scopeNames). Give several with commas. 'admin' does not imply the others.")

        @Option(help: "Who uses it, such as the front's name.")
        var name: String

        @Option(help: ArgumentHelp("What it may do.", valueName: "scope[,scope]"), completion: Completions.scopes)
        var scope: String

        @Option(help: ArgumentHelp("Limit it to one municipality.", valueName: "nis"))
        var municipality: String?

        @OptionGroup var common: CommonOptions

        func run() async throws {
            let request = CreateKey(
                name: name, scopes: scope.split(separator: ",").map { String($0.filter { $0 != " " }) }, municipality: municipality)
            let created = try await common.administer(offline: true) { try await $0.createKey(request) }
            try common.show(created, "\(created.id)\n\(created.key)\n\nKeep it now: it is not shown again.")
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "All keys, revoked ones too.")
        @OptionGroup var common: CommonOptions

        func run() async throws {
            let keys = try await common.administer(offline: true) { try await $0.keys() }
            var table = TextTable("id", "name", "scopes", "municipality", "created", "revoked")
            for key in keys {
                table.add(
                    key.id, key.name, key.scopes.joined(separator: ","), key.municipality ?? "all", key.createdAt, key.revokedAt ?? "-")
            }
            try common.show(keys, table.text(empty: "No keys yet; make one with 'postduif key create'."))
        }
    }

    struct Revoke: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Revoke a key at once.")
        @Argument(help: ArgumentHelp("The key's id.", valueName: "api_…")) var id: String
        @OptionGroup var common: CommonOptions

        func run() async throws {
            try await common.administer(offline: true) { try await $0.revokeKey(id: id) }
            try common.show(ByID(id: id), "\(id) revoked")
        }
    }
}
