import ArgumentParser

/// `postduif seal`: the key that closes what the database keeps.
struct SealCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "seal", abstract: "The seal key.", subcommands: [Rotate.self, Status.self])

    struct Rotate: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Change the seal key, while the service runs or not, and seal everything again under the new one.",
            discussion: """
                Nothing waits and nothing is lost: what the former keys closed opens until it is sealed again. Interrupted, the next start of the
                service goes on. Former keys are destroyed: a backup made before needs a copy of the seal.key of its time.
                With POSTDUIF_SEAL_KEY the keys are the environment's: put a fresh one in front there, and start the service again.
                """)

        @OptionGroup var common: CommonOptions

        private static let look: Duration = .milliseconds(100)

        func run() async throws {
            let status = try await common.administer(offline: true) { administration in
                var status = try await administration.rotateSeal()
                while status.state == .running {
                    try await Pause.task(Self.look)
                    status = try await administration.sealStatus()
                }
                return status
            }
            if let detail = status.detail { throw AdministrationFault(problem: "conflict", detail: detail) }
            try common.show(status, SealCommand.text(status))
        }
    }

    struct Status: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Which key seals, and how far the last change is.")
        @OptionGroup var common: CommonOptions

        func run() async throws {
            let status = try await common.administer(offline: false) { try await $0.sealStatus() }
            try common.show(status, status.detail ?? SealCommand.text(status))
        }
    }

    private static func text(_ status: SealStatus) -> String {
        let unreadable = status.unreadable == 0 ? "" : ", \(status.unreadable) could not be opened and were left"
        let standing = status.state == .running ? "sealing again" : "everything is under it"
        var lines = ["key \(status.key): \(standing); \(status.resealed) sealed again\(unreadable)"]
        if status.formerKeys > 0 { lines.append("former keys in the file: \(status.formerKeys); they go when nothing is found under them") }
        if let since = status.since { lines.append("in use since \(since)") }
        if status.state == .done { lines.append(status.nextRotation.map { "changed by itself at \($0)" } ?? "changed by hand alone") }
        return lines.joined(separator: "\n")
    }
}
