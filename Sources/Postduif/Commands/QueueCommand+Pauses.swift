import API
import ArgumentParser

extension QueueCommand {
    /// What `pause` and `resume` take.
    struct PauseArguments: ParsableArguments {
        @Option(help: "code, link or notice.", completion: Completions.lanes) var lane: String?
        @Option(help: "The recipients' domain.") var domain: String?
        @OptionGroup var common: CommonOptions

        func validate() throws {
            guard lane != nil || domain != nil else {
                throw ValidationError("give --lane, --domain or both; a relay is paused with 'relay pause'")
            }
        }

        func setPaused(_ isPaused: Bool) async throws {
            try await common.setPaused(isPaused, PauseOperations.Names(lane: lane, domain: domain))
        }
    }

    struct Stop: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "pause", abstract: "Submit nothing of a lane or to a domain until it is resumed, also over a restart.")
        @OptionGroup var arguments: PauseArguments

        func run() async throws { try await arguments.setPaused(true) }
    }

    struct Resume: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "End a pause.")
        @OptionGroup var arguments: PauseArguments

        func run() async throws { try await arguments.setPaused(false) }
    }
}

extension CommonOptions {
    /// Pauses or resumes, and shows what is paused afterwards.
    func setPaused(_ isPaused: Bool, _ names: PauseOperations.Names) async throws {
        let list = try await administer(offline: false) { try await $0.setPaused(PauseChange(paused: isPaused, names: names)) }
        try show(list, list.text)
    }
}
