/// The languages of one mail: one, or two with a block each.
///
/// Two stand in a mail where English follows the language that binds, and where nobody told the citizen's language in a municipality that writes to
/// such a citizen in two.
package struct MailLanguages: Hashable, Sendable {
    /// Of the block; of the second one where there are two.
    package let language: Language
    /// Of the block that stands first where there are two; else `nil`.
    package let binding: Language?

    package init(_ language: Language, binding: Language? = nil) {
        self.language = language
        self.binding = binding
    }

    /// In the order of the blocks.
    package var blocks: [Language] { [binding, language].compactMap(\.self) }

    /// For what has room for one: English where it was asked for, else the first.
    package var main: Language { language == .en ? .en : binding ?? language }

    /// What binds where English follows it; `nil` in any other mail.
    package var bindingBeforeEnglish: Language? { language == .en ? binding : nil }

    /// What a page is in that the mail leads to: English alone where it was asked for, else what the mail is in.
    package var ofPage: [Language] { language == .en ? [.en] : blocks }

    /// Every pair that a mail can have: English after each official language, and Dutch and French in either order.
    package static let pairs: [MailLanguages] = [
        MailLanguages(.en, binding: .nl), MailLanguages(.en, binding: .fr), MailLanguages(.en, binding: .de),
        MailLanguages(.fr, binding: .nl), MailLanguages(.nl, binding: .fr),
    ]
}

extension MailLanguages {
    /// The languages that follow another one in a mail.
    package static var seconds: [Language] { Language.allCases.filter { language in pairs.contains { $0.language == language } } }

    /// `fr`, or `nl+fr` for two blocks: as commands take it and the queue's history keeps it.
    package var text: String { blocks.map(\.rawValue).joined(separator: "+") }

    /// `nil` for what is no language, or more than two.
    package init?(text: some StringProtocol) {
        let codes = text.split(separator: "+", maxSplits: 2, omittingEmptySubsequences: false)
        let languages = codes.compactMap { Language(rawValue: String($0)) }
        guard languages.count == codes.count, languages.count <= 2, let last = languages.last else { return nil }
        self.init(last, binding: languages.count == 2 ? languages[0] : nil)
    }
}
