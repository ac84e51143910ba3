/// A name that may differ by language.
package struct NameByLanguage: Hashable, Sendable {
    /// Where a language has none of its own.
    package let name: String
    /// In Dutch, French and German, where that differs.
    package let names: [Language: String]

    package init(_ name: String, names: [Language: String] = [:]) {
        self.name = name
        self.names = names
    }

    /// In one language. English has no name of its own: it takes the binding part's.
    package func text(in language: Language, binding: Language? = nil) -> String {
        names[language == .en ? binding ?? language : language] ?? name
    }

    /// In one line for all blocks of a mail: each name once.
    package func line(in languages: MailLanguages) -> String {
        var texts: [String] = []
        for language in languages.blocks {
            let text = text(in: language, binding: languages.binding)
            if !texts.contains(text) { texts.append(text) }
        }
        return texts.joined(separator: " / ")
    }
}
