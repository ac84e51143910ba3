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
    package func messageID(for id: QueueID) -> String { messageID(id.description) }

    /// The message as it is signed and submitted: CRLF line ends, not dot-stuffed, ending in CRLF.
    ///
    /// - Parameters:
    ///   - date: When the message was issued, so that attempts do not differ.
    ///   - language: Of the content; where it has two, of the second block: the first one's stands before it in `Content-Language` (RFC 3282 §2).
    ///   - branding: Of the municipality: its name stands before the sender's address, which stays. `nil`: the sender's name.
    package func compose(
        _ content: EncodedContent, to recipient: EmailAddress, id: QueueID, date: Instant, language: Language, branding: MailBranding? = nil
    ) -> [UInt8] {
        let name = id.description
        // Quoted-printable never has `=_`, so no line of a part can be taken for this boundary.
        let boundary = Array("=_\(name)".utf8)
        let languages = MailLanguages(language, binding: content.binding)
        var message: [UInt8] = []
        message.reserveCapacity(content.text.count + content.html.count + Self.frameOctets)
        appendHeader(content, to: recipient, name: name, date: date, languages: languages, branding: branding, boundary: boundary, &message)
        Self.appendPart("plain", content.text, boundary: boundary, to: &message)
        Self.appendPart("html", content.html, boundary: boundary, to: &message)
        Self.appendDelimiter(boundary, to: &message)
        message.append(contentsOf: "--\r\n".utf8)
        return message
    }

    /// Nearly always enough for header, boundaries and heads of parts.
    private static let frameOctets = 1_536

    private func appendHeader(
        _ content: EncodedContent, to recipient: EmailAddress, name: String, date: Instant, languages: MailLanguages,
        branding: MailBranding?,
        boundary: [UInt8], _ header: inout [UInt8]
    ) {
        HeaderField.append("Date", to: &header) { date.appendRFC5322(to: &$0) }
        if let displayName = branding?.displayName(in: languages) {
            HeaderField.appendMailbox("From", Mailbox(displayName: displayName, address: sender.address), to: &header)
        } else {
            header.append(contentsOf: senderField)
        }
        header.append(contentsOf: constantFields)
        // RFC 6532: only an internationalized address leaves ASCII, and only relays with SMTPUTF8 get it.
        HeaderField.append("To", recipient.text, to: &header)
        HeaderField.appendUnstructured("Subject", content.subject, to: &header)
        HeaderField.append("Message-ID", messageID(name), to: &header)
        HeaderField.append("Content-Language", languages.blocks.map(\.rawValue).joined(separator: ", "), to: &header)
        HeaderField.append("Content-Type", to: &header) { header in
            header.append(contentsOf: "multipart/alternative;\r\n boundary=\"".utf8)
            header.append(contentsOf: boundary)
            header.append(UInt8(ascii: "\""))
        }
    }

    private func messageID(_ name: String) -> String { "<\(name)@\(messageIDDomain)>" }

    private static func appendPart(_ subtype: StaticString, _ content: [UInt8], boundary: [UInt8], to message: inout [UInt8]) {
        appendDelimiter(boundary, to: &message)
        message.append(contentsOf: "\r\nContent-Type: text/".utf8)
        subtype.withUTF8Buffer { message.append(contentsOf: $0) }
        message.append(contentsOf: "; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n".utf8)
        message.append(contentsOf: content)
    }

    /// The line end before the boundary belongs to it (RFC 2046 §5.1.1); before the first one it ends the header.
    private static func appendDelimiter(_ boundary: [UInt8], to message: inout [UInt8]) {
        message.append(contentsOf: "\r\n--".utf8)
        message.append(contentsOf: boundary)
    }
}
