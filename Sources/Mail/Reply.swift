/// A relay's reply: code, enhanced code, and as much of the text as is safe to keep.
///
/// The text is what operators read in history, so it holds no local part and no path of a URL (relays echo both) and no controls.
package struct Reply: Hashable, Sendable {
    package let code: ReplyCode
    /// Only when its class equals the first digit of the code; else the code alone is believed.
    package let enhanced: EnhancedStatusCode?
    /// All lines joined with a space, at most ``Limits/replyTextOctets``.
    package let text: String

    /// From the texts of the reply's lines, each without code and separator.
    package init(code: ReplyCode, lines: [[UInt8]]) {
        let enhanced = lines.first.flatMap { EnhancedStatusCode(prefixOf: $0) }
        self.code = code
        self.enhanced = enhanced.flatMap { UInt16($0.statusClass) == code.rawValue / 100 ? $0 : nil }
        self.text = ReplyText.safe(lines, droppingPrefix: enhanced?.description)
    }

    /// From stored parts.
    package init(code: ReplyCode, enhanced: EnhancedStatusCode?, text: String) {
        self.code = code
        self.enhanced = enhanced
        self.text = text
    }
}
