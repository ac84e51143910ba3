import Mail

/// One message of a list, with the field names of Mailpit's API.
struct APIMessageSummary: Codable, Sendable {
    let id: String
    let messageID: String
    let isRead: Bool
    let from: APIAddress
    let to: [APIAddress]
    let cc: [APIAddress]
    let bcc: [APIAddress]
    let replyTo: [APIAddress]
    let subject: String
    let created: String
    let username: String
    let tags: [String]
    let size: Int
    let attachments: Int
    let snippet: String

    enum CodingKeys: String, CodingKey {
        case id = "ID"
        case messageID = "MessageID"
        case isRead = "Read"
        case from = "From"
        case to = "To"
        case cc = "Cc"
        case bcc = "Bcc"
        case replyTo = "ReplyTo"
        case subject = "Subject"
        case created = "Created"
        case username = "Username"
        case tags = "Tags"
        case size = "Size"
        case attachments = "Attachments"
        case snippet = "Snippet"
    }

    init(_ message: InboxMessage) {
        let parsed = ParsedMessage(message.raw)
        let heading = MessageHeading(message, parsed)
        id = message.id
        messageID = heading.messageID
        isRead = message.isRead
        from = heading.from
        to = heading.to
        cc = heading.cc
        bcc = heading.bcc
        replyTo = heading.replyTo
        subject = heading.subject
        created = message.received.rfc3339
        username = message.user ?? ""
        tags = []
        size = message.raw.count
        attachments = parsed.others.count
        snippet = Snippet.make(parsed)
    }
}
