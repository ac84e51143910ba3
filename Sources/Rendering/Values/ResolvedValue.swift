import Mail

/// A variable of one mail, ready to be written any number of times.
struct ResolvedValue: Sendable {
    /// UTF-8 without line ends and controls, not escaped.
    let bytes: [UInt8]
    let needsEscape: Bool
    /// What a section tests: given, and not a count of zero.
    let isPresent: Bool

    /// A variable that was not given.
    static let absent = ResolvedValue(bytes: [], needsEscape: false, isPresent: false)

    private init(bytes: [UInt8], needsEscape: Bool, isPresent: Bool) {
        self.bytes = bytes
        self.needsEscape = needsEscape
        self.isPresent = isPresent
    }

    init(_ value: TemplateValue, language: Language, issuedAt: Instant) {
        let bytes: [UInt8] =
            switch value {
            case .text(let text), .link(let text), .code(let text): CleanText.bytes(of: text)
            case .texts(let texts): CleanText.bytes(of: texts[language] ?? "")
            case .instant(let instant): Array(InstantText.text(of: instant, language: language, issuedAt: issuedAt).utf8)
            case .duration(let duration): Array(DurationText.text(of: duration, language: language).utf8)
            case .count(let count): Array(String(count).utf8)
            }
        self.init(bytes: bytes, needsEscape: HTMLEscape.isNeeded(bytes), isPresent: value != .count(0))
    }

    /// The value as it stands in HTML.
    var escaped: [UInt8] {
        var result: [UInt8] = []
        HTMLEscape.append(bytes, to: &result)
        return result
    }
}
