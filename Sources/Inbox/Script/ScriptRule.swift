/// When a scripted step is taken: stage, which visit, for whom.
package struct ScriptRule: Hashable, Sendable {
    /// Which of the visits that match the rest of the rule.
    package enum Occurrence: Hashable, Sendable {
        case every
        /// Counted from 1, over all connections.
        case nth(Int)
        /// The first so many.
        case first(Int)
        /// This one and all later ones.
        case from(Int)

        func includes(_ visit: Int) -> Bool {
            switch self {
            case .every: true
            case .nth(let n): visit == n
            case .first(let n): visit <= n
            case .from(let n): visit >= n
            }
        }
    }

    package let stage: ScriptStage
    package let occurrence: Occurrence
    /// Only for a transaction with this recipient, compared as it stands between the brackets.
    package let recipient: String?
    /// Only on the connection with this number, counted from 1.
    package let connection: UInt64?
    package let step: ScriptStep

    package init(
        at stage: ScriptStage, _ occurrence: Occurrence = .every, recipient: String? = nil, connection: UInt64? = nil,
        do step: ScriptStep
    ) {
        self.stage = stage
        self.occurrence = occurrence
        self.recipient = recipient
        self.connection = connection
        self.step = step
    }

    func matches(_ stage: ScriptStage, connection: UInt64, recipients: [String]) -> Bool {
        guard self.stage == stage else { return false }
        if let wanted = self.connection, wanted != connection { return false }
        if let recipient, !recipients.contains(recipient) { return false }
        return true
    }
}
