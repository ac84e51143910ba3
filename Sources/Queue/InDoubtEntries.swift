package import Mail

/// Which of the leases that a former run left were past the final dot, with no reply read.
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
