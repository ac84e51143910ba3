import API
import HTTPTypes
import Hummingbird
import Issuance
import Mail
import Queue

/// The activations of an officer's municipalities, newest first, by state, or those that a search finds.
struct ActivationListPage: Sendable {
    let shell: ConsoleShell

    /// On one page.
    private static let items = 25
    /// Rows that one request of a search looks at: the address of each is unsealed.
    private static let searched = 2_000

    @Sendable func show(_ call: ConsoleCall) async throws -> Response {
        let state = call.query("state").flatMap(Activation.State.init(rawValue:))
        let (summaries, next) = try await page(
            ActivationQuery(state: state, after: call.query("cursor").flatMap { ActivationID($0) }, limit: Self.items), call)
        let texts = OfficerTexts.of(call.language)
        let filter = state.map { "&state=\($0.rawValue)" } ?? ""
        let older: Markup =
            next.map {
                "<p><a class=\"button plain\" href=\"\(OfficerPages.path)?cursor=\($0.description)\(filter)\">\(texts.older)</a></p>\n"
            }
            ?? .none
        return await answer(call, state: state, text: "", table(summaries, call) + older, back: OfficerPages.path)
    }

    /// By POST, though it changes nothing: what is looked for may be an address, which does not belong into a URL.
    @Sendable func search(_ call: ConsoleCall) async throws -> Response {
        let text = call.fields.text("text")
        guard !text.isEmpty else { return ConsoleShell.redirection(to: OfficerPages.path) }
        if let id = ActivationID(text) { return ConsoleShell.redirection(to: "\(OfficerPages.path)/\(id.description)") }
        let wanted = ActivationSearch(text)
        let search = BoundedSearch(wanted: Self.items, rows: Self.searched, clock: shell.services.api.clock)
        let found = try await search.run(from: ActivationID(call.fields.text("cursor")), place: \.activation.id) { after, _ in
            let (summaries, next) = try await page(ActivationQuery(after: after, limit: Limits.pageItems), call)
            return BoundedSearch.Part(items: summaries.filter(wanted.fits), rows: summaries.count, next: next)
        }
        // Nothing yet is not the same as nothing.
        let list = found.items.isEmpty && found.next != nil ? .none : table(found.items, call)
        return await answer(call, state: nil, text: text, list + rest(of: found, text, call), back: OfficerPages.path)
    }

    /// How far a search went, and the way on from there.
    private func rest(of found: BoundedSearch.Found<ActivationSummary, ActivationID>, _ text: String, _ call: ConsoleCall) -> Markup {
        let texts = OfficerTexts.of(call.language)
        guard let next = found.next else { return "<p class=\"hint\">\(texts.searchedAll)</p>\n" }
        let note = texts.searchedBack.replacing("{time}", with: PageTime.words(next.made, call.language))
        return """
            <form method="post" action="\(OfficerPages.path)/search">
            <p class="hint">\(note)</p>
            \(ConsolePage.token(call.visitor.session.formToken))\(FormView.hidden("text", text))\(FormView.hidden("cursor", next.description))\
            <button type="submit" class="plain">\(texts.searchOn)</button>
            </form>

            """
    }

    private func page(
        _ query: ActivationQuery, _ call: ConsoleCall
    ) async throws -> (summaries: [ActivationSummary], next: ActivationID?) {
        try await shell.services.api.issuer.activations(query, for: try call.visitor.caller(for: .get, "/v1/activations"))
    }

    private func answer(
        _ call: ConsoleCall, state: Activation.State?, text: String, _ table: Markup, back: String
    ) async -> Response {
        let texts = OfficerTexts.of(call.language)
        let states =
            [FormView.Option(value: "", label: texts.anyState)]
            + Activation.State.allCases.map { FormView.Option(value: $0.rawValue, label: texts.states[$0] ?? "") }
        let filter = FormView(FormFields(fields: [("state", state?.rawValue ?? "")]))
        let finder = FormView(FormFields(fields: [("text", text)]))
        let body: Markup = """
            <p><a class="button" href="\(OfficerPages.path)/new">\(texts.new)</a></p>
            <div class="panels">
            <section>
            <form method="get" action="\(OfficerPages.path)" class="filters">
            \(filter.select("state", texts.state, states))<button type="submit" class="plain">\(texts.show)</button>
            </form>
            </section>
            <section>
            <form method="post" action="\(OfficerPages.path)/search" class="filters" role="search">
            \(ConsolePage.token(call.visitor.session.formToken))\
            \(finder.input("text", texts.search, hint: texts.searchHint, type: "search"))\
            <button type="submit" class="plain">\(texts.search)</button>
            </form>
            </section>
            </div>
            \(table)
            """
        return await shell.answer(ConsolePage(title: texts.section, body: body), to: call, back: back)
    }

    private func table(_ summaries: [ActivationSummary], _ call: ConsoleCall) -> Markup {
        let texts = OfficerTexts.of(call.language)
        guard !summaries.isEmpty else { return "<p>\(texts.none)</p>\n" }
        let rows = summaries.map { summary -> [Markup] in
            let activation = summary.activation
            return [
                "<a href=\"\(OfficerPages.path)/\(activation.id.description)\">\(summary.reference)</a>", .text(summary.maskedAddress),
                .text(texts.cases[activation.case]?.title ?? ""), .text(texts.states[summary.state] ?? ""),
                .text(Self.word(summary.messageState, texts.mailStates)), PageTime.text(activation.issued, call.language),
            ]
        }
        return PageTable(
            columns: [texts.reference, texts.address, texts.caseName, texts.state, texts.mail, texts.issuedAt], rows: rows
        ).markup
    }

    private static func word(_ state: QueueState?, _ texts: OfficerTexts.MailStates) -> String {
        switch state {
        case .queued, .leased: texts.waiting
        case .accepted: texts.accepted
        case .rejected, .bounced: texts.refused
        case .held: texts.held
        case .expired: texts.expired
        case .cancelled: texts.cancelled
        case .inDoubt: texts.inDoubt
        case nil: "–"
        }
    }
}
