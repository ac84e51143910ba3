import Issuance
import Mail
import Queue

/// What becomes of an activation's mail: the part of a page that events renew.
struct MailPart: Sendable {
    let view: ActivationView
    /// Whether the reader may see what the other side replied.
    let showsReplies: Bool
    let language: Language

    /// Its content.
    var markup: Markup {
        let texts = MailTexts.of(language)
        let outlook = MailOutlook(view.message)
        let words = texts.words[outlook]
        let state = OfficerTexts.of(language).states[view.state] ?? ""
        let place: Markup =
            view.state == .pending
            ? .none
            : "<p class=\"state\" data-state=\"\(view.state.rawValue)\"><strong>\(OfficerTexts.of(language).state): \(state)</strong></p>\n"
        return """
            \(place)<div class="\(outlook.tone)" data-mail="\(view.message?.state.rawValue ?? "gone")">
            <h3>\(words?.title ?? "")</h3>
            <p>\(words?.text ?? "")</p>
            \(reply(texts))</div>

            """
    }

    /// The place of it on a page.
    func place(_ texts: OfficerTexts) -> Markup {
        let path = "\(OfficerPages.path)/\(view.activation.id.description)"
        return """
            <section>
            <h2>\(texts.live)</h2>
            <p class="hint">\(view.maskedAddress) · \(texts.reference) \(view.reference)</p>
            <div aria-live="polite" data-events="\(path)/events" data-part="\(path)/mail">
            \(markup)</div>
            <p data-without-script><a class="button plain" href="\(path)" target="_blank" rel="noopener">\(ConsoleTexts.of(language).look) \
            \(ConsoleTexts.of(language).opensBeside)</a></p>
            </section>

            """
    }

    private func reply(_ texts: MailTexts) -> Markup {
        guard showsReplies, let reply = view.message?.attempts.last(where: { $0.reply != nil })?.reply else { return .none }
        let line = [String(reply.code.rawValue), reply.enhanced?.description ?? "", reply.text].filter { !$0.isEmpty }.joined(
            separator: " ")
        return "<p class=\"hint\">\(texts.reply): <span lang=\"en\">\(line)</span></p>\n"
    }
}
