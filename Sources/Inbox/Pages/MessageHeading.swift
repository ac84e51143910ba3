import Mail

/// What lists and details of a message both show.
struct MessageHeading: Sendable {
    let messageID: String
    let from: APIAddress
    let to: [APIAddress]
    let cc: [APIAddress]
    /// Recipients of the envelope that no header field names.
    let bcc: [APIAddress]
    let replyTo: [APIAddress]
    let subject: String

    init(_ message: InboxMessage, _ parsed: ParsedMessage) {
        let header = parsed.header
        messageID = (header.text("message-id") ?? "").filter { $0 != "<" && $0 != ">" && $0 != " " }
        from = MailboxName.list(header.value("from")).first.map(APIAddress.init) ?? APIAddress(envelope: message.reversePath)
        to = MailboxName.list(header.value("to")).map(APIAddress.init)
        cc = MailboxName.list(header.value("cc")).map(APIAddress.init)
        replyTo = MailboxName.list(header.value("reply-to")).map(APIAddress.init)
        subject = header.text("subject") ?? ""
        let named = Set((to + cc).map { $0.address.lowercased() })
        bcc = message.recipients.filter { !named.contains($0.lowercased()) }.map(APIAddress.init(envelope:))
    }
}
