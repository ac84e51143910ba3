import API
import Queue

/// `queue pause|resume`, `relay pause|resume`.
struct PauseChange: Codable, Sendable {
    let paused: Bool
    let names: PauseOperations.Names
}

/// All that is paused.
struct PauseList: Codable, Sendable {
    struct Row: Codable, Sendable {
        let subject: String
        let name: String
    }

    let paused: [Row]

    init(_ pauses: [QueuePause]) {
        paused = pauses.map { Row(subject: $0.subject.rawValue, name: $0.name) }
    }

    var text: String {
        paused.isEmpty ? "Nothing is paused." : "paused: " + paused.map { "\($0.subject) \($0.name)" }.joined(separator: ", ")
    }
}
