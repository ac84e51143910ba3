import Mail

/// The names a template may use, for one kind in one language.
struct TemplateScope: Sendable {
    /// The variables of a mail; the position is the slot.
    let declarations: [TemplateDeclaration]
    /// What the configuration gives every mail, and the reserved names; resolved once, written as literal text.
    let constants: [String: ResolvedValue]
    let language: Language
    /// Added to every slot: the second block of a mail in two languages has its own values.
    let slotOffset: Int
    private let slots: [String: Int]

    /// A name the engine itself fills.
    static let reserved: Set<String> = ["language", BrandedNames.accent, BrandedNames.accentOnDark]

    init(
        declarations: [TemplateDeclaration], shared: [TemplateDeclaration] = [], values: TemplateVariables = [:], language: Language,
        slotOffset: Int = 0
    ) {
        self.declarations = declarations
        self.language = language
        self.slotOffset = slotOffset
        self.slots = Dictionary(declarations.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
        var constants: [String: ResolvedValue] = [:]
        for declaration in shared {
            constants[declaration.name] =
                values[declaration.name].map { ResolvedValue($0, language: language, issuedAt: .distantPast) } ?? .absent
        }
        for (name, color) in BrandedNames.colors {
            constants[name] = ResolvedValue(.text(color), language: language, issuedAt: .distantPast)
        }
        // A name that is declared is a value of each mail: of a municipality with its own.
        for declaration in declarations { constants[declaration.name] = nil }
        constants["language"] = ResolvedValue(.text(language.rawValue), language: language, issuedAt: .distantPast)
        self.constants = constants
    }

    func slot(of name: String) -> Int? { slots[name] }

    /// Every usable name, for the error about an unknown one.
    var names: [String] { (declarations.map(\.name) + constants.keys).sorted() }
}
