import Mail

/// The three templates of one mail, with pages and blocks in place.
struct CompiledMail: Sendable {
    let subject: CompiledTemplate
    let text: CompiledTemplate
    let html: CompiledTemplate
    /// Languages of the blocks in their order.
    let languages: [Language]

    /// Writes all three parts as they go into a message. `values` holds the slots of each block one after another.
    func encode(_ values: [ResolvedValue]) -> EncodedContent {
        var subject: [UInt8] = []
        self.subject.render(values, to: &subject)
        return EncodedContent(
            subject: Self.oneLine(subject), text: encode(text, values), html: encode(html, values),
            binding: languages.count > 1 ? languages.first : nil)
    }

    private func encode(_ template: CompiledTemplate, _ values: [ResolvedValue]) -> [UInt8] {
        var lines = EncodedLines(reserving: template.literalOctets + template.literalOctets / 4 + 512)
        template.encode(values, to: &lines)
        return lines.finished()
    }

    /// Writes all three parts. `values` holds the slots of each block one after another.
    func render(_ values: [ResolvedValue]) -> RenderedContent {
        let octets = values.reduce(256) { $0 + 2 * $1.bytes.count }
        var subject: [UInt8] = []
        var text: [UInt8] = []
        var html: [UInt8] = []
        text.reserveCapacity(self.text.literalOctets + octets)
        html.reserveCapacity(self.html.literalOctets + octets)
        self.subject.render(values, to: &subject)
        self.text.render(values, to: &text)
        self.html.render(values, to: &html)
        return RenderedContent(
            subject: Self.oneLine(subject), text: text, html: html, binding: languages.count > 1 ? languages.first : nil)
    }

    /// A subject without blanks at its ends and without runs of them, which a folded header would not keep.
    private static func oneLine(_ bytes: [UInt8]) -> String {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        for byte in bytes {
            let isBlank = byte == .lineFeed || byte == .carriageReturn || byte.isBlank
            if !isBlank { result.append(byte) } else if let last = result.last, last != .space { result.append(.space) }
        }
        if result.last == .space { result.removeLast() }
        return String(decoding: result, as: UTF8.self)
    }
}
