package import Mail

/// What a template and its variables make, as it goes into a message.
package struct EncodedContent: Hashable, Sendable {
    /// One line, without controls, not yet encoded for a header.
    package let subject: String
    /// Quoted-printable (RFC 2045 §6.7), lines end in CRLF.
    package let text: [UInt8]
    /// The same.
    package let html: [UInt8]
    /// The language of the block that stands first in a mail in two languages; `nil` in a mail in one.
    package let binding: Language?

    package init(subject: String, text: [UInt8], html: [UInt8], binding: Language? = nil) {
        self.subject = subject
        self.text = text
        self.html = html
        self.binding = binding
    }

    /// The encoded form of what was rendered.
    package init(_ content: RenderedContent) {
        self.init(
            subject: content.subject, text: QuotedPrintable.encode(content.text), html: QuotedPrintable.encode(content.html),
            binding: content.binding)
    }
}
