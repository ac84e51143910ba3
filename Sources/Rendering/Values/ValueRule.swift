import Mail

/// What a value of each type must be before it may enter a mail.
enum ValueRule {
    static func isUsable(_ value: TemplateValue, origin: PublicOrigin) -> Bool {
        switch value {
        case .text(let text): isUsableText(text)
        case .texts(let texts): !texts.isEmpty && texts.values.allSatisfy(isUsableText)
        case .link(let url): origin.owns(url)
        case .code(let code):
            (1...TemplateBounds.codeOctets).contains(code.utf8.count)
                && code.utf8.allSatisfy { $0.isAlphanumeric || $0 == UInt8(ascii: "-") }
        case .instant(let instant): instant >= .distantPast && instant <= .distantFuture
        case .duration(let duration): duration >= .zero
        case .count(let count): count >= 0
        }
    }

    /// A name that holds a URL would put a link of a stranger into an official mail.
    private static func isUsableText(_ text: String) -> Bool {
        guard (1...TemplateBounds.textOctets).contains(text.utf8.count) else { return false }
        return !WebAddress.occurs(in: CleanText.bytes(of: text))
    }
}
