import Mail

/// What each reason means to an operator, and what follows, in one language.
struct ReasonTexts: Sendable {
    private let words: [Reason: String]

    init(_ words: [Reason: String]) { self.words = words }

    /// The reason's own word where there are no words: no page must fail for it. A test holds that there are.
    subscript(reason: Reason) -> String { words[reason] ?? reason.rawValue }

    /// Whether there are words.
    func has(_ reason: Reason) -> Bool { words[reason] != nil }

    static func of(_ language: Language) -> ReasonTexts {
        switch language {
        case .nl: nl
        case .fr: fr
        case .en: en
        case .de: de
        }
    }
}
