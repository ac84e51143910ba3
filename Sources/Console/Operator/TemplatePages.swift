import API
import HTTPTypes
import Hummingbird
import Issuance
import Mail
import Queue
import Rendering

/// The texts in force, each shown with example values, what was wrong with changed ones, and reading them again.
struct TemplatePages: Sendable {
    static let path = "/console/templates"
    static let reload = "\(path)/reload"
    private static let one = "\(path)/{kind}"
    /// What one must be allowed to: whoever may stop all mail may have proved texts taken.
    private static let operation = "/v1/queue/pause"

    let shell: ConsoleShell

    private var services: OperatorServices { shell.services.operation }

    var routes: [Route] {
        [
            shell.get(Self.path, list), shell.get(Self.one, show), shell.part("\(Self.one)/html", html), shell.post(Self.reload, reload),
        ]
    }

    @Sendable private func list(_ call: ConsoleCall) async throws -> Response {
        _ = try call.queueCaller(.get, "/v1/queue")
        return await shell.answer(page(call), to: call, back: Self.path)
    }

    /// All or none. Loading the page again reads nothing again.
    @Sendable private func reload(_ call: ConsoleCall) async throws -> Response {
        let caller = try call.queueCaller(.post, Self.operation)
        switch try await services.reloadTemplates(caller.principal.actor) {
        case .inForce(let version): return ConsoleShell.redirection(to: "\(Self.path)?in_force=\(version)")
        case .refused:
            var page = page(call)
            page.isFaulty = true
            return await shell.answer(page, to: call, status: .unprocessableContent, back: Self.path)
        }
    }

    private func page(_ call: ConsoleCall) -> ConsolePage {
        let view = TemplateView(texts: FigureTexts.of(call.language), words: call.operatorTexts)
        let catalog = services.templates.current
        // Said where it is still so.
        let isNew = call.query("in_force") == catalog.version.description
        return view.list(
            catalog, formerCount: services.templates.formerCount, services.templateFault(), isNew: isNew,
            form: call.may(.post, Self.operation) ? view.reloading(call.visitor.session.formToken) : .none)
    }

    @Sendable private func show(_ call: ConsoleCall) async throws -> Response {
        _ = try call.queueCaller(.get, "/v1/queue")
        let (kind, languages, catalog) = try chosen(call)
        let view = TemplateView(texts: FigureTexts.of(call.language), words: call.operatorTexts)
        let content = try render(catalog, kind, languages)
        let page = view.preview(
            kind, languages, content, version: catalog.versionText(of: kind, languages: languages) ?? "–",
            frame: "\(Self.path)/\(kind)/html?languages=\(Self.word(languages))")
        return await shell.answer(page, to: call, back: "\(Self.path)/\(kind)?languages=\(Self.word(languages))")
    }

    /// The mail's own document, for the frame of its preview alone: in a sandbox, and with nothing but the styles that stand in it.
    @Sendable private func html(_ call: ConsoleCall) async throws -> Response {
        _ = try call.queueCaller(.get, "/v1/queue")
        let (kind, languages, catalog) = try chosen(call)
        let content = try render(catalog, kind, languages)
        var response = Response(bytes: content.html, type: "text/html; charset=utf-8")
        response.headers[.contentSecurityPolicy] =
            "default-src 'none'; style-src \(StyleHashes.sources(of: String(decoding: content.html, as: UTF8.self))); form-action 'none'; "
            + "base-uri 'none'; frame-ancestors 'self'; sandbox"
        response.headers[.referrerPolicy] = "no-referrer"
        response.headers[.robotsTag] = "noindex, nofollow"
        return response
    }

    /// What the path and the query name.
    ///
    /// - Throws: `not-found` for a kind or languages that no mail has.
    private func chosen(_ call: ConsoleCall) throws(Problem) -> (kind: String, languages: MailLanguages, catalog: TemplateCatalog) {
        let catalog = services.templates.current
        // In a query a plus is a space.
        let word = call.query("languages")?.replacing(" ", with: "+").replacing("-", with: "+") ?? call.language.rawValue
        guard let kind = call.parameter("kind"), catalog.kinds.contains(kind), let languages = MailLanguages(argument: word) else {
            throw .notFound
        }
        return (kind, languages, catalog)
    }

    private func render(_ catalog: TemplateCatalog, _ kind: String, _ languages: MailLanguages) throws -> RenderedContent {
        try catalog.render(
            kind: kind, language: languages.language, binding: languages.binding, variables: catalog.exampleVariables(of: kind) ?? [:],
            issuedAt: shell.services.api.clock.now)
    }

    /// `nl`, or `nl-fr`: as it stands in a query without an escape.
    static func word(_ languages: MailLanguages) -> String { languages.text.replacing("+", with: "-") }
}
