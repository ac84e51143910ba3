package import Mail

/// What a template and its variables make: everything of a mail that a reader sees.
package struct RenderedContent: Sendable {
    /// One line, without controls, not yet encoded for a header.
    package let subject: String
    /// UTF-8; lines end in LF as in the template.
    package let text: [UInt8]
    /// A whole HTML document in UTF-8.
    package let html: [UInt8]
    /// The language of the block that stands first in a mail in two languages; `nil` in a mail in one.
    package let binding: Language?

    package init(subject: String, text: [UInt8], html: [UInt8], binding: Language? = nil) {
        self.subject = subject
        self.text = text
        self.html = html
        self.binding = binding
    }
}
