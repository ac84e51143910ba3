import API
import ArgumentParser

/// What the commands on single messages take, and how they answer: each message alone, refused ones on standard error.
struct MessageArguments: ParsableArguments {
    @Argument(help: ArgumentHelp("The messages' ids.", valueName: "msg_…")) var ids: [String]
    @OptionGroup var common: CommonOptions

    func perform(_ verb: MessageOperations.Verb) async throws {
        let ids = ids
        let result = try await common.administer(offline: false) { administration in
            var result = MessagesActedOn(messages: [], refused: [])
            for id in ids {
                do {
                    result.messages.append(try await administration.act(MessageAct(id: id, action: verb)))
                } catch let fault as AdministrationFault {
                    result.refused.append(.init(id: id, problem: fault.problem, detail: fault.detail))
                }
            }
            return result
        }
        let lines = result.messages.map { "\($0.id) \($0.state), \($0.reason)" }
        if common.json || !lines.isEmpty { try common.show(result, lines.joined(separator: "\n")) }
        guard !result.refused.isEmpty else { return }
        Output.error(result.refused.map(\.detail).joined(separator: "\n"))
        throw ExitStatus.refused
    }
}
