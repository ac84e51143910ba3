import Issuance
import Mail
import Queue

/// Grants of one place as a table.
struct GrantTable: Sendable {
    /// By the text of the actor: who gave is named where he has or had a role here himself.
    let names: [String: String]
    let giver: GrantGiver
    let now: Instant
    let language: Language
    /// Of the place's page.
    let path: String

    /// - Parameter isCurrent: Whether they go on, and may be ended.
    func markup(_ shown: [GrantView], isCurrent: Bool) -> Markup {
        let texts = AccessTexts.of(language)
        guard !shown.isEmpty else { return "<p>\(texts.nobody)</p>\n" }
        let last = isCurrent ? texts.end : texts.withdrawnBy
        return PageTable(
            columns: [texts.person, texts.role, texts.state, texts.from, texts.until, texts.givenBy, last],
            rows: shown.map { row($0, texts, isCurrent: isCurrent) }
        ).markup
    }

    private func row(_ view: GrantView, _ texts: AccessTexts, isCurrent: Bool) -> [Markup] {
        let grant = view.grant
        let until: Markup = grant.validUntil.map { PageTime.text($0, language) } ?? (isCurrent ? "–" : "\(texts.open)")
        return [
            .text(view.name.isEmpty ? texts.erased : view.name), .text(ConsoleTexts.of(language).roles[grant.role] ?? ""),
            .text(state(grant, texts)), PageTime.text(grant.validFrom, language), until, .text(name(of: grant.givenBy, texts)),
            isCurrent ? link(view, texts) : withdrawal(grant, texts),
        ]
    }

    private func link(_ view: GrantView, _ texts: AccessTexts) -> Markup {
        guard GrantRules.refusal(withdrawing: view.grant, by: giver) == nil else { return "–" }
        // Its words alone would be the same in each row.
        let label =
            "\(texts.end): \(view.name.isEmpty ? texts.erased : view.name), \(ConsoleTexts.of(language).roles[view.grant.role] ?? "")"
        return "<a href=\"\(path)/\(view.grant.id.description)/end\" aria-label=\"\(label)\">\(texts.end)</a>"
    }

    private func withdrawal(_ grant: Grant, _ texts: AccessTexts) -> Markup {
        guard let actor = grant.withdrawnBy, let time = grant.withdrawn else { return "–" }
        return "\(name(of: actor, texts)), \(PageTime.text(time, language))"
    }

    private func state(_ grant: Grant, _ texts: AccessTexts) -> String {
        switch grant.state(at: now) {
        case .inForce: texts.inForce
        case .future: texts.toCome
        case .ended: texts.ended
        case .withdrawn: texts.withdrawn
        }
    }

    private func name(of actor: AuditActor, _ texts: AccessTexts) -> String {
        actor == .localOperator ? texts.machine : names[actor.text] ?? actor.text
    }
}
