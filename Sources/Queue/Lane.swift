/// The order of service: a code is always taken before a link, a link before a notice.
package enum Lane: String, CaseIterable, Hashable, Comparable, Sendable {
    case code, link, notice

    /// 0 is served first. Stored, so that an index can hold the order.
    package var priority: Int {
        switch self {
        case .code: 0
        case .link: 1
        case .notice: 2
        }
    }

    package init?(priority: Int) {
        guard let lane = Lane.allCases.first(where: { $0.priority == priority }) else { return nil }
        self = lane
    }

    package static func < (left: Lane, right: Lane) -> Bool { left.priority < right.priority }
}
