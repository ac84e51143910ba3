import Mail

/// Proves that a required variable reaches every reader: in the subject or in both bodies, whatever optional values are absent.
struct UsageProof {
    let declarations: [TemplateDeclaration]
    let kind: String
    private(set) var problems: ProblemCollector

    init(declarations: [TemplateDeclaration], kind: String, problems: ProblemCollector) {
        self.declarations = declarations
        self.kind = kind
        self.problems = problems
    }

    mutating func check(subject: [TemplatePiece], text: [TemplatePiece], html: [TemplatePiece], language: Language) {
        let inSubject = shown(in: subject)
        let bodies = [(TemplateFormat.text, shown(in: text)), (.html, shown(in: html))]
        for (slot, declaration) in declarations.enumerated() where declaration.isRequired && !inSubject.contains(slot) {
            for (format, inBody) in bodies where !inBody.contains(slot) {
                problems.add(
                    "\(declaration.name) is required and not shown here; add {{\(declaration.name)}} outside any optional section.",
                    at: .start(of: TemplatePath.body(kind, language, format)))
            }
        }
    }

    /// Slots shown in any case. A section on a required variable (a count) counts as showing it.
    private func shown(in pieces: [TemplatePiece]) -> Set<Int> {
        var slots: Set<Int> = []
        for piece in pieces {
            switch piece {
            case .literal: break
            case .value(let slot, _): slots.insert(slot)
            case .section(let slot, _, _, let children):
                guard declarations[slot].isRequired else { continue }
                slots.insert(slot)
                if declarations[slot].type != .count { slots.formUnion(shown(in: children)) }
            }
        }
        return slots
    }
}
