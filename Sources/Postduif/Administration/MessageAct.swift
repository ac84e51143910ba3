import API

/// `queue retry|hold|release|cancel`: one message at a time.
struct MessageAct: Codable, Sendable {
    let id: String
    let action: MessageOperations.Verb
}

/// What became of each message of a command.
struct MessagesActedOn: Codable, Sendable {
    struct Refused: Codable, Sendable {
        let id: String
        let problem: String
        let detail: String
    }

    var messages: [MessageRow]
    var refused: [Refused]
}
