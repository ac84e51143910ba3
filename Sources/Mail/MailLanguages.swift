/// The languages of one mail: one, or two with a block each.
///
/// Two stand in a mail where English follows the language that binds, and where nobody told the citizen's language and the municipality has two.
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

    /// Every pair that a mail can have: English after each official language, and the two languages that a municipality can have, in either order.
    package static let pairs: [MailLanguages] = [
        MailLanguages(.en, binding: .nl), MailLanguages(.en, binding: .fr), MailLanguages(.en, binding: .de),
        MailLanguages(.fr, binding: .nl), MailLanguages(.nl, binding: .fr), MailLanguages(.de, binding: .fr),
        MailLanguages(.fr, binding: .de),
    ]
}
