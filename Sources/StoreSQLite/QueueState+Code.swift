import Queue

extension QueueState {
    /// The number in the database. The partial indexes name 0, 1 and 2 literally: never renumber.
    var code: Int64 {
        switch self {
        case .queued: 0
        case .leased: 1
        case .held: 2
        case .accepted: 3
        case .rejected: 4
        case .bounced: 5
        case .expired: 6
        case .cancelled: 7
        case .inDoubt: 8
        }
    }

    init?(code: Int64) {
        guard let state = QueueState.allCases.first(where: { $0.code == code }) else { return nil }
        self = state
    }
}
