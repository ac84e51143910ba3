package import Mail

/// A municipality for which activations are issued.
package struct Municipality: Hashable, Sendable {
    /// NIS code: five digits, opaque text.
    package let nis: String
    /// What it is called where a language has no name of its own.
    package let name: String
    /// What it is called in Dutch, French and German, where that differs.
    package let names: [Language: String]
    /// The official languages it may use towards its citizens; the first is the default for the binding part.
    package let languages: [Language]
    package let enterpriseNumber: EnterpriseNumber?
    /// The first instant of the NIS code; `nil`: from the beginning.
    package let validFrom: Instant?
    /// The end of the NIS code, exclusive, as after a merger; `nil`: it goes on.
    package let validUntil: Instant?
    /// The NIS code that followed; only with an end.
    package let successor: String?
    /// What its mails and pages show in place of the operator's.
    package let branding: MunicipalityBranding
    /// All that were ever registered, in that order. Empty: nothing can be issued.
    package var agreements: [Agreement]

    package init(
        nis: String, name: String, names: [Language: String] = [:], languages: [Language], enterpriseNumber: EnterpriseNumber? = nil,
        validFrom: Instant? = nil, validUntil: Instant? = nil, successor: String? = nil, branding: MunicipalityBranding = .none,
        agreements: [Agreement]
    ) {
        self.nis = nis
        self.name = name
        self.names = names
        self.languages = languages
        self.enterpriseNumber = enterpriseNumber
        self.validFrom = validFrom
        self.validUntil = validUntil
        self.successor = successor
        self.branding = branding
        self.agreements = agreements
    }

    /// One with a single agreement, or none.
    package init(nis: String, name: String, languages: [Language], agreement: Agreement?) {
        self.init(nis: nis, name: name, languages: languages, agreements: agreement.map { [$0] } ?? [])
    }

    /// What a mail calls it. English has no name of its own: it takes the binding part's.
    package func name(in language: Language, binding: Language?) -> String {
        names[language == .en ? binding ?? language : language] ?? name
    }

    /// What the blocks of a mail call it: each by the name in its language.
    package func name(in languages: MailLanguages) -> TemplateValue {
        let names = languages.blocks.map { ($0, name(in: $0, binding: languages.binding)) }
        guard let first = names.first?.1, names.contains(where: { $0.1 != first }) else {
            return .text(name(in: languages.language, binding: languages.binding))
        }
        return .texts(Dictionary(names, uniquingKeysWith: { first, _ in first }))
    }

    /// What a mail is in to a citizen whose language nobody told, by the rule of the NIS code (``LanguageRules/languagesUntold(of:)``).
    ///
    /// The language of the region stands first, however the languages are registered; in Brussels they stand as registered. `nil` where the
    /// language of the region is not registered: nothing says then what the citizen may be written to in.
    package var languagesUntold: MailLanguages? {
        guard let code = NISCode(nis) else { return nil }
        let lawful = LanguageRules.languagesUntold(of: code)
        let isBilingual = LanguageRules.isBilingual(code)
        guard isBilingual || lawful.first.map(languages.contains) == true else { return nil }
        let used = isBilingual ? languages.filter(lawful.contains) : lawful.filter(languages.contains)
        guard let first = used.first else { return nil }
        return used.count > 1 ? MailLanguages(used[1], binding: first) : MailLanguages(first)
    }

    /// The language of its region; `nil` in Brussels, which has two, and for what is no NIS code.
    package var regionLanguage: Language? {
        guard let code = NISCode(nis), !LanguageRules.isBilingual(code) else { return nil }
        return LanguageRules.languages(of: code).first
    }

    /// Whether the NIS code stands for a municipality at this time.
    package func isValid(at now: Instant) -> Bool {
        (validFrom.map { $0 <= now } ?? true) && (validUntil.map { now < $0 } ?? true)
    }

    /// An agreement by its place in the list, from 1; `nil` for any other number, however large.
    package func agreement(number: Int) -> Agreement? {
        number >= 1 && number <= agreements.count ? agreements[number - 1] : nil
    }

    /// Whether all is equal but the agreements.
    package func hasSameEntry(as other: Municipality) -> Bool {
        var same = other
        same.agreements = agreements
        return same == self
    }
}
