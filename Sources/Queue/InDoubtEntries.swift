package import Mail

/// An entry whose lease a former run left.
package struct RecoveredEntry: Hashable, Sendable {
    package let id: QueueID
    package let kind: String

    package init(id: QueueID, kind: String) {
        self.id = id
        self.kind = kind
    }
}

/// Which of the leases that a former run left were past the final dot.
package enum InDoubtEntries: Hashable, Sendable {
    case these(Set<QueueID>)
    /// Nobody can tell: after a power loss, or without a flight recorder.
    case all

    package func contains(_ id: QueueID) -> Bool {
        switch self {
        case .these(let ids): ids.contains(id)
        case .all: true
        }
    }
}
