/// `nl`, or `nl+fr` for a mail in two languages.
extension MailLanguages {
    package static let argumentHelp = "nl, fr, en or de; two with a plus between, such as nl+fr, for a mail in both."

    /// `nil` for what no mail is in.
    package init?(argument text: String) {
        let codes = text.split(separator: "+", maxSplits: 2, omittingEmptySubsequences: false)
        let languages = codes.compactMap { Language(rawValue: String($0)) }
        guard languages.count == codes.count, let last = languages.last else { return nil }
        let binding = languages.count == 2 ? languages[0] : nil
        self.init(last, binding: binding)
        guard languages.count == 1 || Self.pairs.contains(self) else { return nil }
    }

    package var argument: String { blocks.map(\.rawValue).joined(separator: "+") }

    /// One language each, then the two of a municipality: what a preview shows.
    package static let previewed = Language.allCases.map { MailLanguages($0) } + pairs.filter { $0.language != .en }
}
