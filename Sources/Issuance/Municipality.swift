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
    /// All that were ever registered, in that order. Empty: nothing can be issued.
    package var agreements: [Agreement]

    package init(
        nis: String, name: String, names: [Language: String] = [:], languages: [Language], enterpriseNumber: EnterpriseNumber? = nil,
        validFrom: Instant? = nil, validUntil: Instant? = nil, successor: String? = nil, agreements: [Agreement]
    ) {
        self.nis = nis
        self.name = name
        self.names = names
        self.languages = languages
        self.enterpriseNumber = enterpriseNumber
        self.validFrom = validFrom
        self.validUntil = validUntil
        self.successor = successor
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

    /// Whether the NIS code stands for a municipality at this time.
    package func isValid(at now: Instant) -> Bool {
        (validFrom.map { $0 <= now } ?? true) && (validUntil.map { now < $0 } ?? true)
    }

    /// Whether all is equal but the agreements.
    package func hasSameEntry(as other: Municipality) -> Bool {
        var same = other
        same.agreements = agreements
        return same == self
    }
}
