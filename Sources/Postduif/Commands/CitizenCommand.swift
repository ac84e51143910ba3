import ArgumentParser

/// `postduif citizen`: what is held about one citizen, and its end.
struct CitizenCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "citizen", abstract: "What is held about one citizen number.",
        discussion: """
            The number is read from standard input: an argument would stand in the list of processes and in the shell's history.
            Both commands leave an entry in the audit log that names nobody.
            """,
        subcommands: [Show.self, Erase.self])

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Show all of it, addresses in clear text.")
        @OptionGroup var common: CommonOptions

        func run() async throws {
            let request = try await CitizenCommand.request()
            let row = try await common.administer(offline: true) { try await $0.citizen(request) }
            try common.show(row, row.text)
        }
    }

    struct Erase: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Erase all of it, and print a receipt.",
            discussion: """
                Activations, digital keys and codes are deleted, waiting mails cancelled, history keeps neither domain nor replies. A key is gone at once:
                its holder goes to the counter for a new one. Backups that were made before hold it still, sealed: delete them in their time.
                """)
        @OptionGroup var common: CommonOptions

        func run() async throws {
            let request = try await CitizenCommand.request()
            let row = try await common.administer(offline: true) { try await $0.eraseCitizen(request) }
            try common.show(row, row.text)
        }
    }

    private static func request() async throws -> CitizenRequest {
        guard let number = await StandardInput.line(prompt: "citizen number: "), !number.isEmpty else {
            throw ValidationError("Give the citizen number on standard input.")
        }
        return CitizenRequest(citizenNumber: number)
    }
}
