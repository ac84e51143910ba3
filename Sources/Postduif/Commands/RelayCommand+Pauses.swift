import API
import ArgumentParser

extension RelayCommand {
    /// Named apart from `Pause`, which waits.
    struct Stop: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "pause", abstract: "Give a relay nothing until it is resumed, also over a restart; the others take over.")
        @Argument(help: "The relay's name.", completion: Completions.relays) var name: String
        @OptionGroup var common: CommonOptions

        func run() async throws { try await common.setPaused(true, PauseOperations.Names(relay: name)) }
    }

    struct Resume: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "End a relay's pause.")
        @Argument(help: "The relay's name.", completion: Completions.relays) var name: String
        @OptionGroup var common: CommonOptions

        func run() async throws { try await common.setPaused(false, PauseOperations.Names(relay: name)) }
    }
}
