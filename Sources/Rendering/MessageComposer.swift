package import Mail

/// Makes RFC 5322 messages: two alternatives, text first, all 7-bit.
///
/// The same content, recipient, id and date give the same bytes, so that every attempt submits the same message.
package struct MessageComposer: Sendable {
    private let messageIDDomain: String
    private let sender: Mailbox
    /// `From` with the sender's own name.
    private let senderField: [UInt8]
    /// The fields that are the same in every message.
    private let constantFields: [UInt8]

    /// - Parameters:
    ///   - sender: What `From` shows.
    ///   - messageIDDomain: A host name of our own; the right part of every Message-ID.
    package init(sender: Mailbox, messageIDDomain: String) {
        precondition(DomainName.isHostName(messageIDDomain), "the domain of Message-IDs must be a host name")
        self.messageIDDomain = messageIDDomain
        self.sender = sender
        senderField = Self.field(from: sender)
        var fields: [UInt8] = []
        HeaderField.append("MIME-Version", "1.0", to: &fields)
        HeaderField.append("Auto-Submitted", "auto-generated", to: &fields)
        HeaderField.append("X-Auto-Response-Suppress", "All", to: &fields)
        self.constantFields = fields
    }

    private static func field(from sender: Mailbox) -> [UInt8] {
        var field: [UInt8] = []
        HeaderField.appendMailbox("From", sender, to: &field)
        return field
    }

    /// The same in every attempt, with its angle brackets.
    package func messageID(for id: QueueID) -> String {
        "<\(id)@\(messageIDDomain)>"
    }

    /// The message as it is signed and submitted: CRLF line ends, not dot-stuffed, ending in CRLF.
    ///
    /// - Parameters:
    ///   - date: When the message was issued, so that attempts do not differ.
    ///   - language: Of the content; where it has two, of the second block: the first one's stands before it in `Content-Language` (RFC 3282 §2).
    ///   - branding: Of the municipality: its name stands before the sender's address, which stays. `nil`: the sender's name.
    package func compose(
        _ content: EncodedContent, to recipient: EmailAddress, id: QueueID, date: Instant, language: Language, branding: MailBranding? = nil
    ) -> [UInt8] {
        // Quoted-printable never has `=_`, so no line of a part can be taken for this boundary.
        let boundary = "=_\(id)"
        let languages = MailLanguages(language, binding: content.binding)
        let header = header(content, to: recipient, id: id, date: date, languages: languages, branding: branding, boundary: boundary)
        let textHead = partHead("plain", boundary: boundary)
        let htmlHead = partHead("html", boundary: boundary)
        let end = Array("\r\n--\(boundary)--\r\n".utf8)
        var message: [UInt8] = []
        message.reserveCapacity(
            header.count + textHead.count + content.text.count + htmlHead.count + content.html.count + end.count)
        for part in [header, textHead, content.text, htmlHead, content.html, end] { message.append(contentsOf: part) }
        return message
    }

    private func header(
        _ content: EncodedContent, to recipient: EmailAddress, id: QueueID, date: Instant, languages: MailLanguages,
        branding: MailBranding?, boundary: String
    ) -> [UInt8] {
        var header: [UInt8] = []
        header.reserveCapacity(1_024)
        HeaderField.append("Date", date.rfc5322, to: &header)
        if let name = branding?.displayName(in: languages) {
            HeaderField.appendMailbox("From", Mailbox(displayName: name, address: sender.address), to: &header)
        } else {
            header.append(contentsOf: senderField)
        }
        header.append(contentsOf: constantFields)
        // RFC 6532: only an internationalized address leaves ASCII, and only relays with SMTPUTF8 get it.
        HeaderField.append("To", recipient.text, to: &header)
        HeaderField.appendUnstructured("Subject", content.subject, to: &header)
        HeaderField.append("Message-ID", messageID(for: id), to: &header)
        HeaderField.append("Content-Language", languages.blocks.map(\.rawValue).joined(separator: ", "), to: &header)
        HeaderField.append("Content-Type", "multipart/alternative;\r\n boundary=\"\(boundary)\"", to: &header)
        return header
    }

    /// The line end before the boundary belongs to it (RFC 2046 §5.1.1); before the first one it ends the header.
    private func partHead(_ subtype: String, boundary: String) -> [UInt8] {
        Array(
            ("\r\n--\(boundary)\r\nContent-Type: text/\(subtype); charset=utf-8\r\n"
                + "Content-Transfer-Encoding: quoted-printable\r\n\r\n").utf8)
    }
}
