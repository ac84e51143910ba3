import Hummingbird
import Mail

/// One message in full, with the field names of Mailpit's API.
struct APIMessage: Codable, Sendable, ResponseEncodable {
    let id: String
    let messageID: String
    let from: APIAddress
    let to: [APIAddress]
    let cc: [APIAddress]
    let bcc: [APIAddress]
    let replyTo: [APIAddress]
    let returnPath: String
    let subject: String
    let date: String
    let tags: [String]
    let username: String
    let text: String
    let html: String
    let size: Int
    let inline: [APIAttachment]
    let attachments: [APIAttachment]

    enum CodingKeys: String, CodingKey {
        case id = "ID"
        case messageID = "MessageID"
        case from = "From"
        case to = "To"
        case cc = "Cc"
        case bcc = "Bcc"
        case replyTo = "ReplyTo"
        case returnPath = "ReturnPath"
        case subject = "Subject"
        case date = "Date"
        case tags = "Tags"
        case username = "Username"
        case text = "Text"
        case html = "HTML"
        case size = "Size"
        case inline = "Inline"
        case attachments = "Attachments"
    }

    init(_ message: InboxMessage) {
        let parsed = ParsedMessage(message.raw)
        let heading = MessageHeading(message, parsed)
        id = message.id
        messageID = heading.messageID
        from = heading.from
        to = heading.to
        cc = heading.cc
        bcc = heading.bcc
        replyTo = heading.replyTo
        returnPath = message.reversePath
        subject = heading.subject
        date = (MailDate.instant(parsed.header.text("date")) ?? message.received).rfc3339
        tags = []
        username = message.user ?? ""
        text = parsed.text ?? ""
        html = parsed.html ?? ""
        size = message.raw.count
        inline = parsed.others.filter(\.isInline).map(APIAttachment.init)
        attachments = parsed.others.filter { !$0.isInline }.map(APIAttachment.init)
    }
}
