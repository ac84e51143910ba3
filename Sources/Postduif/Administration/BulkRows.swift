import API
import Mail
import Queue

/// `queue retry|hold|release|cancel` with a filter: one part of it.
struct BulkAct: Codable, Sendable {
    let action: MessageOperations.Verb
    let selection: MessageSelection
    /// `--dry-run`
    let isTrial: Bool
    let cursor: String?
    let limit: Int
}

/// What became of one part.
struct BulkAnswer: Codable, Sendable {
    let matched: Int
    /// By the name of a state.
    let states: [String: Int]
    /// By the name of an outcome; those of which there is none are left out.
    let outcomes: [String: Int]
    /// Of a trial: the newest.
    let sample: [MessageRow]
    /// `nil`: it was the last part.
    let cursor: String?

    init(_ result: BulkResult) {
        matched = result.matched
        states = Dictionary(uniqueKeysWithValues: result.states.map { ($0.key.rawValue, $0.value) })
        outcomes = Dictionary(uniqueKeysWithValues: result.outcomes.map { ($0.key.rawValue, $0.value) })
        sample = result.sample.map(StoreAdministration.row)
        cursor = result.next?.description
    }
}

/// What became of all parts, as the command prints it.
struct BulkReport: Codable, Sendable {
    let action: MessageOperations.Verb
    let dryRun: Bool
    private(set) var matched = 0
    private(set) var states: [String: Int] = [:]
    private(set) var outcomes: [String: Int] = [:]
    private(set) var sample: [MessageRow] = []

    init(action: MessageOperations.Verb, dryRun: Bool) {
        self.action = action
        self.dryRun = dryRun
    }

    mutating func add(_ part: BulkAnswer) {
        matched += part.matched
        states.merge(part.states) { $0 + $1 }
        outcomes.merge(part.outcomes) { $0 + $1 }
        if sample.isEmpty { sample = part.sample }
    }

    var text: String {
        guard matched > 0 else { return "No message matches." }
        return dryRun ? trial : counts(BulkOutcome.allCases.map(\.rawValue), of: outcomes)
    }

    /// The newest of them, and `hold: 3 messages (queued 2, leased 1)`.
    private var trial: String {
        var table = TextTable("id", "kind", "domain", "state", "reason", "issued")
        for message in sample { table.add(message.id, message.kind, message.domain, message.state, message.reason, message.issuedAt) }
        let more = matched > sample.count ? "\n… and \(matched - sample.count) more" : ""
        let found = counts(QueueState.allCases.map(\.rawValue), of: states)
        return "\(table.text(empty: ""))\(more)\n\n\(action.rawValue): \(matched) messages (\(found))"
    }

    /// `done 62, in_flight 2`
    private func counts(_ names: [String], of counts: [String: Int]) -> String {
        names.compactMap { name in counts[name].map { "\(name) \($0)" } }.joined(separator: ", ")
    }
}
