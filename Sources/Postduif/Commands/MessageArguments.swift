import API
import ArgumentParser

/// What `retry`, `hold`, `release` and `cancel` take: identifiers, or a filter with the names of `queue list`.
struct MessageArguments: ParsableArguments {
    @Argument(help: ArgumentHelp("The messages' ids; or give a filter.", valueName: "msg_…")) var ids: [String] = []
    @Option(help: "All that are queued, leased or held.", completion: Completions.waitingStates) var state: String?
    @Option(help: "All of a kind, such as one_time_code.", completion: Completions.messageKinds) var kind: String?
    @Option(help: "All of a lane: code, link or notice.", completion: Completions.lanes) var lane: String?
    @Option(help: "All to a recipients' domain.") var domain: String?
    @Option(help: "All that are as they are for this reason, such as greylisted.", completion: Completions.reasons) var reason: String?
    @Option(help: ArgumentHelp("All that were issued before, such as 2026-11-23T12:00:00Z.", valueName: "time"))
    var issuedBefore: String?
    @Flag(help: "All that have not ended.") var all = false
    @Flag(help: "With a filter: count and show, change nothing.") var dryRun = false
    @Flag(help: "With a filter: do not ask.") var yes = false
    @OptionGroup var common: CommonOptions

    static let discussion = """
        Give ids, or a filter of --state, --kind, --lane, --domain, --reason and --issued-before: what matches all of them. A filter shows what
        it matches and asks first; messages that a connection has are counted apart. What comes in meanwhile is not touched.
        """

    private var selection: MessageSelection {
        MessageSelection(all: all, state: state, kind: kind, lane: lane, domain: domain, reason: reason, issuedBefore: issuedBefore)
    }

    private var hasFilter: Bool { all || !selection.isEmpty }

    func validate() throws {
        if ids.isEmpty, !hasFilter {
            throw ValidationError(
                "give ids, or --state, --kind, --lane, --domain, --reason or --issued-before, or --all for every one that waits")
        }
        if !ids.isEmpty, hasFilter || dryRun || yes { throw ValidationError("ids go with no filter, --dry-run or --yes") }
    }

    func perform(_ verb: MessageOperations.Verb) async throws {
        if hasFilter {
            try await BulkCommand(action: verb, selection: selection, isTrial: dryRun, isConfirmed: yes, common: common).run()
        } else {
            try await performSingly(verb)
        }
    }

    /// Each message alone, refused ones on standard error.
    private func performSingly(_ verb: MessageOperations.Verb) async throws {
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
