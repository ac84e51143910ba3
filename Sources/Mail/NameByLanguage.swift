/// A name that may differ by language.
package struct NameByLanguage: Hashable, Sendable {
    /// What was given for all languages; `nil`: ``name`` follows from ``names``. Nothing else tells a name that is the same as that of a language by
    /// choice from one that follows it.
    package let given: String?
    /// Where a language has none of its own.
    package let name: String
    /// In Dutch, French and German, where that differs.
    package let names: [Language: String]

    package init(_ name: String, names: [Language: String] = [:]) {
        self.given = name
        self.name = name
        self.names = names
    }

    /// As it is registered; `nil` without any name.
    ///
    /// - Parameter languages: The first of them that has a name lends it where nothing was given for all.
    package init?(given: String?, names: [Language: String], languages: [Language]) {
        let first = languages.lazy.compactMap { names[$0] }.first
        guard let name = given ?? first ?? names.min(by: { $0.key.rawValue < $1.key.rawValue })?.value else { return nil }
        self.given = given
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
