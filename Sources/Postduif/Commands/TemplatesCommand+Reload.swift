import ArgumentParser

extension TemplatesCommand {
    struct Reload: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Let the running service read its texts again: all of them, or none when one has a fault.",
            discussion: """
                Mails that wait keep the texts that they were made for. SIGHUP does the same, and writes to the log what is printed here.
                """)
        @OptionGroup var common: CommonOptions

        func run() async throws {
            let reloaded = try await common.administer(offline: false) { try await $0.reloadTemplates() }
            let change = reloaded.version == reloaded.former ? "nothing was changed" : "in force now, \(reloaded.former) before"
            try common.show(
                reloaded,
                "\(reloaded.version): \(change); \(reloaded.kinds.count) kinds proved; \(reloaded.kept) former texts kept for mails that wait"
            )
        }
    }
}
