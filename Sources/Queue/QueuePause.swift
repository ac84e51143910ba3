/// What an operator stops for a while: nothing of it is submitted until it is resumed. Lives go on and end meanwhile.
package enum QueuePause: Hashable, Sendable {
    /// All entries of a lane stay queued.
    case lane(Lane)
    /// A relay takes nothing, and the others take over. By its configured name.
    case relay(String)
    /// Entries for a recipient's domain are held, for the reason `paused`, when they would be submitted. In A-labels, lower case.
    case domain(String)

    /// What is paused: the word in the API and in the store.
    package enum Subject: String, CaseIterable, Hashable, Sendable { case lane, relay, domain }

    package var subject: Subject {
        switch self {
        case .lane: .lane
        case .relay: .relay
        case .domain: .domain
        }
    }

    package var name: String {
        switch self {
        case .lane(let lane): lane.rawValue
        case .relay(let name), .domain(let name): name
        }
    }

    /// `nil` for a lane that there is not.
    package init?(_ subject: Subject, name: String) {
        switch subject {
        case .lane:
            guard let lane = Lane(rawValue: name) else { return nil }
            self = .lane(lane)
        case .relay: self = .relay(name)
        case .domain: self = .domain(name)
        }
    }
}
