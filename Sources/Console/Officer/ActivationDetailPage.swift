import API
import HTTPTypes
import Hummingbird
import Issuance
import Mail

/// One activation: how it stands, what it rests on, what becomes of its mail, and what can still be done.
struct ActivationDetailPage: Sendable {
    let shell: ConsoleShell

    @Sendable func show(_ call: ConsoleCall) async throws -> Response {
        let view = try await view(call)
        let texts = OfficerTexts.of(call.language)
        let path = "\(OfficerPages.path)/\(view.activation.id.description)"
        let done = shell.takeNote(for: path, of: call).flatMap(ActivationAct.init(rawValue:)).map { act in
            ConsoleShell.done(act.words(texts).done)
        }
        let body: Markup = """
            \(done ?? .none)<div class="panels">
            \(await standing(view, call))\(part(view, call).place(texts))</div>
            \(acts(view, texts))
            """
        let title = "\(texts.reference) \(view.reference)"
        return await shell.answer(ConsolePage(title: title, body: body), to: call, back: call.path)
    }

    /// The page after an issuance: the code, once, and what becomes of the mail beside it.
    @Sendable func issued(_ call: ConsoleCall) async throws -> Response {
        let view = try await view(call)
        let texts = OfficerTexts.of(call.language)
        let id = view.activation.id.description
        // HEAD looks, and gives nothing up.
        let shown = call.call.request.method == .get ? shell.services.sessions.take(for: id, of: call.visitor.id) : nil
        let body: Markup = """
            <div class="panels">
            <section>
            <h2>\(texts.code)</h2>
            \(shown.map { code($0, call.language) } ?? "<p>\(texts.codeGone)</p>\n")<dl>
            \(Self.row(texts.reference, "<strong>\(view.reference)</strong>" as Markup))\
            \(Self.row(texts.codeExpires, PageTime.text(view.activation.codeExpires, call.language)))</dl>
            \(cards(view, texts, code: shown.map(Self.code), call))</section>
            \(part(view, call).place(texts))</div>
            <p><a class="button" href="\(OfficerPages.path)/new">\(texts.another)</a>
            <a class="button plain" href="\(OfficerPages.path)/\(id)">\(texts.toDetail)</a></p>

            """
        return await shell.answer(ConsolePage(title: texts.issued, body: body), to: call, back: nil)
    }

    /// What events renew.
    @Sendable func mail(_ call: ConsoleCall) async throws -> Response {
        ConsoleShell.part(part(try await view(call), call).markup, call.language)
    }

    private func view(_ call: ConsoleCall) async throws -> ActivationView {
        try await shell.services.api.issuer.activation(
            try OfficerPages.id(call), for: try call.visitor.caller(for: .get, "/v1/activations/{id}"))
    }

    private func part(_ view: ActivationView, _ call: ConsoleCall) -> MailPart {
        let reader = try? call.visitor.caller(for: .get, "/v1/messages/{id}")
        return MailPart(
            view: view, showsReplies: reader?.mayActFor(view.activation.municipality) ?? false, language: call.language)
    }

    /// With what the issuance said of the citizen's other activation, where it did.
    private func code(_ shown: Secret, _ language: Language) -> Markup {
        let lines = shown.revealText().split(separator: "\n").map(String.init)
        let others = lines.dropFirst().map { other -> Markup in
            "<li><a href=\"\(OfficerPages.path)/\(other)\">\(other)</a></li>\n"
        }
        let note: Markup =
            others.isEmpty
            ? .none
            : """
            <div class="wait" role="status">
            <p>\(FaultTexts.of(language).warnings["activation_pending"] ?? "")</p>
            <ul>
            \(others)</ul>
            </div>

            """
        return "<p class=\"code\" id=\"code\">\(lines.first ?? "")</p>\n<p>\(OfficerTexts.of(language).codeLead)</p>\n\(note)"
    }

    /// The first line of what is shown once.
    private static func code(_ shown: Secret) -> String { String(shown.revealText().prefix { $0 != "\n" }) }

    /// The card in each language, the citizen's first: with the code on it where the page has it, and with empty boxes.
    private func cards(_ view: ActivationView, _ texts: OfficerTexts, code: String? = nil, _ call: ConsoleCall) -> Markup {
        guard view.state == .pending else { return .none }
        let path = "\(OfficerPages.path)/\(view.activation.id.description)/card"
        let main = view.activation.languages.main
        let languages = [main] + ConsoleTexts.all.map(\.language).filter { $0 != main }
        let links = languages.map { language -> Markup in
            let name = texts.languageNames[language] ?? ""
            return "<li><a href=\"\(path)?language=\(language.rawValue)\" target=\"_blank\" rel=\"noopener\">\(name)</a></li>\n"
        }
        let buttons = languages.map { language -> Markup in
            "<button type=\"submit\" class=\"plain\" name=\"language\" value=\"\(language.rawValue)\">\(texts.languageNames[language] ?? "")</button>\n"
        }
        let printed = code.map { code -> Markup in
            """
            <p id="card-code">\(texts.cardWithCode)</p>
            <form method="post" action="\(path)" target="_blank" rel="noopener">
            \(ConsolePage.token(call.visitor.session.formToken))\(FormView.hidden("code", code))\
            \(FormView.hidden("valid_until", view.activation.codeExpires.rfc3339))\
            <div role="group" aria-labelledby="card-code">
            \(buttons)</div>
            </form>

            """
        }
        return """
            <h3>\(texts.card) \(call.texts.opensBeside)</h3>
            \(printed ?? .none)<p id="card-boxes">\(texts.cardWithBoxes)</p>
            <div role="group" aria-labelledby="card-boxes">
            <ul class="links">
            \(links)</ul>
            </div>

            """
    }

    private func standing(_ view: ActivationView, _ call: ConsoleCall) async -> Markup {
        let (texts, activation) = (OfficerTexts.of(call.language), view.activation)
        let names = MunicipalityNames(services: shell.services)
        let language = activation.languages.blocks.compactMap { texts.languageNames[$0] }.joined(separator: ", ")
        let checked = [
            texts.documents[activation.identification.document] ?? "", activation.identification.country,
            texts.tools[activation.identification.checkedWith] ?? "",
        ].joined(separator: ", ")
        let warnings = activation.evidence.confirmedWarnings.map { code -> Markup in
            "<li>\(FaultTexts.of(call.language).confirmed(code))</li>\n"
        }
        return """
            <section>
            <h2>\(texts.state): \(texts.states[view.state] ?? "")</h2>
            <dl>
            \(Self.row(texts.caseName, texts.cases[activation.case]?.title ?? ""))\
            \(Self.row(texts.municipality, await names.name(of: activation.municipality, in: call.language)))\
            \(Self.row(texts.address, view.maskedAddress))\(Self.row(texts.citizenLanguage, language))\
            \(Self.row(texts.issuedAt, PageTime.text(activation.issued, call.language)))\
            \(Self.row(texts.linkExpires, PageTime.text(activation.expires, call.language)))\
            \(Self.row(texts.codeExpires, PageTime.text(activation.codeExpires, call.language)))\
            \(Self.row(texts.identification, checked))\
            \(activation.evidence.bisRegisteredOn.map { Self.row(texts.registeredOn, $0) } ?? .none)\
            \(Self.row(texts.confirmed, "<ul>\n\(warnings)</ul>"), if: !warnings.isEmpty)</dl>
            \(cards(view, texts, call))</section>

            """
    }

    private func acts(_ view: ActivationView, _ texts: OfficerTexts) -> Markup {
        let offered = ActivationAct.offered(for: view.activation, at: shell.services.api.clock.now)
        guard !offered.isEmpty else {
            return """
                <section>
                <h2>\(texts.acts)</h2>
                <p>\(texts.nothingLeft)</p>
                <p><a class="button plain" href="\(OfficerPages.path)/new">\(texts.new)</a></p>
                </section>

                """
        }
        let links = offered.map { act -> Markup in
            let path = "\(OfficerPages.path)/\(view.activation.id.description)/\(act.rawValue)"
            return "<a class=\"button plain\" href=\"\(path)\">\(act.words(texts).name)</a>\n"
        }
        return "<section>\n<h2>\(texts.acts)</h2>\n<p>\(links)</p>\n</section>\n"
    }

    private static func row(_ name: String, _ value: String) -> Markup { row(name, "\(value)" as Markup) }

    private static func row(_ name: String, _ value: Markup) -> Markup { "<div><dt>\(name)</dt><dd>\(value)</dd></div>\n" }
}
