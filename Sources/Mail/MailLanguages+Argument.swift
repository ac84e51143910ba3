/// `nl`, or `nl+fr` for a mail in two languages.
extension MailLanguages {
    package static let argumentHelp = "nl, fr, en or de; two with a plus between, such as nl+fr, for a mail in both."

    /// `nil` for what no mail is in.
    package init?(argument text: String) {
        guard let languages = MailLanguages(text: text), languages.binding == nil || Self.pairs.contains(languages) else { return nil }
        self = languages
    }

    /// What a mail is in that is asked for: English alone has a language before it.
    package func shown(beforeEnglish given: Language) -> MailLanguages {
        MailLanguages(language, binding: binding ?? (language == .en ? given : nil))
    }

    /// One language each, then the two of a municipality: what a preview shows.
    package static let previewed = Language.allCases.map { MailLanguages($0) } + pairs.filter { $0.language != .en }
}
