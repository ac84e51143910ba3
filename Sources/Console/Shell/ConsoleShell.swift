import API
import HTTPTypes
import Hummingbird
import Issuance
import Mail

/// What every page of the consoles has in common: a session before it, a frame around it, and plain words for what goes wrong.
///
/// Only POST changes anything: from our own pages, with the session's token, and answered by a redirection unless the form is shown again.
struct ConsoleShell: Sendable {
    static let tokenField = "form_token"
    static let home = "/console"
    static let signIn = "/console/sign-in"

    let services: ConsoleServices
    let sections: [ConsoleSection]
    private let origin: WebOrigin?

    init(services: ConsoleServices, sections: [ConsoleSection]) {
        self.services = services
        self.sections = sections
        origin = WebOrigin(services.api.publicURL)
    }

    var routes: [Route] {
        [ConsoleAsset.route, get(Self.home, start), post("\(Self.home)/language", chooseLanguage)]
    }

    /// A page for who is signed in.
    func get(_ path: String, _ answer: @escaping @Sendable (ConsoleCall) async throws -> Response) -> Route {
        Route(.get, path, .open) { call in
            switch entrance(of: call, isUse: true) {
            case .closed(let response): return response
            case .open(let visitor):
                let call = ConsoleCall(call: call, visitor: visitor)
                return await answered(call) { try await answer(call) }
            }
        }
    }

    /// What a page asks for by itself, such as its events: it keeps nobody signed in, and no frame is around its answer.
    func part(_ path: String, _ answer: @escaping @Sendable (ConsoleCall) async throws -> Response) -> Route {
        Route(.get, path, .open) { call in
            guard case .open(let visitor) = entrance(of: call, isUse: false) else { throw Problem.unauthenticated }
            return try await answer(ConsoleCall(call: call, visitor: visitor))
        }
    }

    /// A form of somebody who is signed in.
    func post(_ path: String, _ answer: @escaping @Sendable (ConsoleCall) async throws -> Response) -> Route {
        Route(.post, path, .open) { call in
            switch entrance(of: call, isUse: true) {
            case .closed(let response): return response
            case .open(let visitor):
                let call = ConsoleCall(call: call, visitor: visitor)
                return await answered(call) { try await answer(try await withFields(call)) }
            }
        }
    }

    /// The same with what a page's script sends.
    func postPart(_ path: String, _ answer: @escaping @Sendable (ConsoleCall) async throws -> Response) -> Route {
        Route(.post, path, .open) { call in
            guard case .open(let visitor) = entrance(of: call, isUse: true) else { throw Problem.unauthenticated }
            return try await answer(try await withFields(ConsoleCall(call: call, visitor: visitor)))
        }
    }

    // MARK: Answers

    /// A page in its frame.
    ///
    /// - Parameters:
    ///   - delay: Why the form on it comes back: its status and when to try again are the page's.
    ///   - back: Where the switch of languages leads; `nil`: the page has none. Nor has the answer to a form: what it holds would be lost.
    func answer(
        _ page: ConsolePage, to call: ConsoleCall, status: HTTPResponse.Status = .ok, delay: FormDelay? = nil, back: String?
    ) async -> Response {
        let isForm = call.call.request.method == .post
        return await answer(page, to: call.visitor, at: call.path, status: status, delay: delay, back: isForm ? nil : back)
    }

    private func answer(
        _ page: ConsolePage, to visitor: Visitor, at path: String, status: HTTPResponse.Status, delay: FormDelay? = nil, back: String?
    ) async -> Response {
        let current = sections.filter { path == $0.path || path.hasPrefix("\($0.path)/") }.map(\.path)
        let bar = ConsolePage.Bar(
            who: await RoleLine(services: services).text(visitor), formToken: visitor.session.formToken,
            sections: sections.filter(visitor.may(enter:)).map { ($0.name(visitor.language), $0.path, current.contains($0.path)) },
            back: back)
        var page = page
        if let delay { page.alert = delay.title }
        let document = page.document(visitor.texts, bar: bar, footer: footer(visitor.texts, helps: helps(visitor)))
        var response = Self.response(document, visitor.language, status: delay?.status ?? status, hasFrame: page.hasFrame)
        delay?.setRetryAfter(of: &response)
        return response
    }

    /// A page for who is not signed in.
    func answer(_ page: ConsolePage, in language: Language, status: HTTPResponse.Status = .ok) -> Response {
        let texts = ConsoleTexts.of(language)
        return Self.response(page.document(texts, bar: nil, footer: footer(texts)), language, status: status)
    }

    /// To another page, after something was done (RFC 9110 §15.4.4).
    static func redirection(to path: String) -> Response {
        Response(status: .seeOther, headers: [.location: path, .cacheControl: "no-store"])
    }

    /// HTML without a frame, for a page's script.
    static func part(_ markup: Markup, _ language: Language) -> Response { response(markup.html, language, status: .ok) }

    private static func response(
        _ html: String, _ language: Language, status: HTTPResponse.Status, hasFrame: Bool = false
    ) -> Response {
        var response = Response(bytes: Array(html.utf8), type: "text/html; charset=utf-8", status: status)
        response.headers[.contentSecurityPolicy] =
            "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; "
            + "base-uri 'none'\(hasFrame ? "; frame-src 'self'" : "")"
        // The own origin goes with our forms, and nothing of an address elsewhere.
        response.headers[.referrerPolicy] = "same-origin"
        response.headers[.robotsTag] = "noindex, nofollow"
        response.headers[.contentLanguage] = language.rawValue
        return response
    }

    /// Whoever works with activations finds the help on every page.
    private func helps(_ visitor: Visitor) -> Bool { sections.contains { $0.path == OfficerPages.path && visitor.may(enter: $0) } }

    private func footer(_ texts: ConsoleTexts, helps: Bool = false) -> Markup {
        let contact = services.contact
        let email: Markup = contact.email.isEmpty ? .none : " · <a href=\"\(MailLink.url(contact.email))\">\(contact.email)</a>"
        let phone: Markup = contact.phone.map { " · \($0)" } ?? .none
        // Beside the page: a form keeps what was typed, and a code that is shown once stays.
        let help: Markup = """
            <p><a href="\(OfficerHelpPage.path)" target="_blank" rel="noopener">\(HelpTexts.of(texts.language).title) \(texts.opensBeside)</a></p>

            """
        return "<footer>\n\(help, if: helps)<p>\(texts.serviceDesk): \(contact.name)\(email)\(phone)</p>\n</footer>\n"
    }

    // MARK: What was done

    /// Remembers what was done, for the page that tells of it: a query could be made up by anybody.
    func note(_ word: String, for path: String, of call: ConsoleCall) {
        services.sessions.keep(Secret(word), for: Self.noteName(path), of: call.visitor.id)
    }

    /// What was done a moment ago, once; `nil` with HEAD, which looks and takes nothing.
    func takeNote(for path: String, of call: ConsoleCall) -> String? {
        guard call.call.request.method == .get else { return nil }
        return services.sessions.take(for: Self.noteName(path), of: call.visitor.id)?.revealText()
    }

    private static func noteName(_ path: String) -> String { "note \(path)" }

    /// The words of a note.
    static func done(_ text: String) -> Markup { "<div class=\"done\" role=\"status\">\n<p>\(text)</p>\n</div>\n" }

    // MARK: Who is there

    private enum Entrance {
        case open(Visitor)
        case closed(Response)
    }

    /// - Parameter isUse: Whether the session goes on because of it.
    private func entrance(of call: APICall, isUse: Bool) -> Entrance {
        guard let id = services.cookie.value(of: call.request),
            let session = isUse ? services.sessions.use(id) : services.sessions.peek(id)
        else { return .closed(Self.redirection(to: Self.signIn)) }
        let visitor = Visitor(id: id, session: session, services: services)
        guard visitor.roles.isEmpty else { return .open(visitor) }
        // The last role was withdrawn, or its time is over.
        services.sessions.end(id)
        var response = answer(Self.page(visitor.texts.noRole), in: visitor.language, status: .forbidden)
        response.add(cookie: services.cookie.removal)
        // Nobody asked the issuer to forget the person, and no page is left that could.
        if case .codeFlow = services.signIn {
            let mark = SignOutMark(language: visitor.language, random: services.random)
            response.add(cookie: mark.field(of: SignOutMark.cookie(publicURL: services.api.publicURL)))
        }
        return .closed(response)
    }

    /// - Throws: `bad-request` for a form of another site, or of another session.
    private func withFields(_ call: ConsoleCall) async throws(Problem) -> ConsoleCall {
        var call = call
        call.bytes = try await Self.form(call.call)
        call.fields = FormFields(call.bytes)
        guard isFromHere(call.call.request),
            Secret(call.fields.value(Self.tokenField)).isEqual(to: call.visitor.session.formToken)
        else { throw Problem(.badRequest, "The form is not of this session.") }
        return call
    }

    /// The bytes of a form.
    static func form(_ call: APICall) async throws(Problem) -> [UInt8] {
        let type = call.request.headers[.contentType]?.prefix { $0 != ";" }.lowercased()
        guard type == "application/x-www-form-urlencoded" else { throw Problem(.unsupportedMediaType, "Use the form.") }
        return try await call.body()
    }

    /// Whether a form comes from our own pages. Every browser that knows our cookie's `SameSite` sends one of the two fields.
    func isFromHere(_ request: Request) -> Bool {
        if let site = request.headers[.fetchSite] { return site == "same-origin" }
        guard let origin = request.headers[.origin].flatMap({ WebOrigin($0) }) else { return false }
        return origin == self.origin
    }

    // MARK: What goes wrong

    private func answered(_ call: ConsoleCall, _ body: () async throws -> Response) async -> Response {
        do { return try await body() } catch {
            let problem = ProblemMiddleware.problem(for: error, context: call.call.context)
            return await answer(problem, to: call.visitor, at: call.path, isForm: call.call.request.method == .post)
        }
    }

    /// What went wrong before a page was there to say it, such as an address that is none.
    func answer(_ problem: Problem, to request: Request) async -> Response {
        if let id = services.cookie.value(of: request), let session = services.sessions.peek(id) {
            let visitor = Visitor(id: id, session: session, services: services)
            if !visitor.roles.isEmpty { return await answer(problem, to: visitor, at: request.uri.path) }
        }
        let texts = ConsoleTexts.of(PageLanguage.of(request))
        let page = Self.page(Self.refusal(problem, texts), way: texts.backToStart)
        return Self.waiting(answer(page, in: texts.language, status: problem.code.status), for: problem)
    }

    private func answer(_ problem: Problem, to visitor: Visitor, at path: String, isForm: Bool = false) async -> Response {
        let page = Self.page(Self.refusal(problem, visitor.texts), way: visitor.texts.backToStart)
        let back = isForm ? nil : Self.home
        return Self.waiting(await answer(page, to: visitor, at: path, status: problem.code.status, back: back), for: problem)
    }

    private static func waiting(_ response: Response, for problem: Problem) -> Response {
        var response = response
        if let seconds = problem.retryAfterSeconds { response.headers[.retryAfter] = String(seconds) }
        return response
    }

    /// What a page says of a refusal that it has no words of its own for.
    static func refusal(_ problem: Problem, _ texts: ConsoleTexts) -> ConsoleTexts.Refusal {
        switch problem.code {
        case .notFound: return texts.notFound
        case .methodNotAllowed: return texts.notOffered
        case .agreementMissing: return OfficerTexts.of(texts.language).agreementMissing
        case .forbidden, .unauthenticated: return texts.forbidden
        case .conflict, .idempotencyConflict, .identificationHit: return texts.conflict
        case .badRequest, .unsupportedMediaType, .tooLarge, .requestTimeout: return texts.staleForm
        case .overloaded:
            return ConsoleTexts.Refusal(title: texts.busy, text: LimitTexts.of(texts.language).busy(retryAfter: problem.retryAfter))
        case .tooManyRequests:
            let limits = LimitTexts.of(texts.language)
            return ConsoleTexts.Refusal(
                title: limits.title, text: limits.limited(by: problem.limit, retryAfter: problem.retryAfter))
        default: return texts.failed
        }
    }

    /// A page that says what did not work.
    ///
    /// - Parameter way: The words of a link to the start; `nil`: none.
    static func page(_ refusal: ConsoleTexts.Refusal, way: String? = nil) -> ConsolePage {
        let link: Markup = way.map { "<p><a class=\"button\" href=\"\(home)\">\($0)</a></p>\n" } ?? .none
        return ConsolePage(title: refusal.title, body: "<div class=\"notice\" role=\"alert\">\n<p>\(refusal.text)</p>\n</div>\n\(link)")
    }

    // MARK: Pages of its own

    @Sendable private func start(_ call: ConsoleCall) async throws -> Response {
        guard let section = sections.first(where: call.visitor.may(enter:)) else { throw Problem(.forbidden, "No page is for this role.") }
        return Self.redirection(to: section.path)
    }

    @Sendable private func chooseLanguage(_ call: ConsoleCall) async throws -> Response {
        if let language = call.fields.word("language", Language.self) { services.sessions.setLanguage(language, of: call.visitor.id) }
        return Self.redirection(to: Self.ownPath(call.fields.text("back")) ?? Self.home)
    }

    /// A path of the consoles; `nil` for anything else: nobody is led elsewhere by a form.
    private static func ownPath(_ text: String) -> String? {
        let isPlain = text.utf8.allSatisfy { (0x21...0x7E).contains($0) && $0 != UInt8(ascii: "\\") }
        guard text.utf8.count <= 512, isPlain, text == home || text.hasPrefix("\(home)/") || text.hasPrefix("\(home)?") else { return nil }
        return text.contains("//") || text.contains("..") ? nil : text
    }
}
