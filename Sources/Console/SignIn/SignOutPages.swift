import API
import HTTPTypes
import Hummingbird
import Issuance
import Mail

/// Signing out: here at once, and at the issuer where it offers that.
struct SignOutPages: Sendable {
    static let path = "\(ConsoleShell.home)/sign-out"
    /// Where an issuer sends the browser back to.
    static let comeBack = "\(path)/done"

    let shell: ConsoleShell
    private let cookie: ConsoleCookie
    private let farewell: Farewell

    init(shell: ConsoleShell) {
        self.shell = shell
        cookie = SignOutMark.cookie(publicURL: shell.services.api.publicURL)
        farewell = Farewell(publicURL: shell.services.api.publicURL)
    }

    private var services: ConsoleServices { shell.services }

    var routes: [Route] {
        let leave = Route(.post, Self.path, .open, signOut)
        guard case .codeFlow = services.signIn else { return [leave] }
        return [leave, Route(.get, Self.comeBack, .open, welcomeBack)]
    }

    @Sendable private func signOut(_ call: APICall) async throws -> Response {
        do { return try await leave(call) } catch {
            return await shell.answer(ProblemMiddleware.problem(for: error, context: call.context), to: call.request)
        }
    }

    /// Whoever presses the button leaves, also where his session is over already and where he has no role any more: the issuer may know
    /// him still. Without a session there is no token to compare, and nothing that another site could end.
    ///
    /// The session ends first: it is gone whatever the issuer says.
    private func leave(_ call: APICall) async throws(Problem) -> Response {
        let fields = FormFields(try await ConsoleShell.form(call))
        let id = services.cookie.value(of: call.request)
        let session = id.flatMap { services.sessions.peek($0) }
        let isOwn = session.map { Secret(fields.value(ConsoleShell.tokenField)).isEqual(to: $0.formToken) } ?? true
        guard shell.isFromHere(call.request), isOwn else { throw Problem(.badRequest, "The form is not of this session.") }
        if let id, session != nil {
            services.sessions.end(id)
            // What the session follows ends with it, and not at its next sign of life.
            services.api.events.lookAgain()
        }
        let language = session?.language ?? fields.word("language", Language.self) ?? PageLanguage.of(call.request)
        var response = await wayOut(of: session, language)
        for field in [services.cookie.removal, farewell.field] { response.add(cookie: field) }
        return response
    }

    private func wayOut(of session: Session?, _ language: Language) async -> Response {
        guard case .codeFlow(let flow) = services.signIn else { return Self.end(in: language) }
        let mark = SignOutMark(language: language, random: services.random)
        let request = SignOutRequest(
            idToken: session?.idToken, redirectURI: services.api.publicURL + Self.comeBack, state: mark.state, language: language)
        let url = await flow.signOutURL(request)
        var response = url.map { page(to: $0, language) } ?? Self.end(in: language)
        response.add(cookie: mark.field(of: cookie))
        return response
    }

    private static func end(in language: Language) -> Response {
        ConsoleShell.redirection(to: "\(ConsoleShell.signIn)?language=\(language.rawValue)")
    }

    /// A page that leads on at once, and no redirection: `form-action` holds for each step that a form leads to.
    private func page(to url: String, _ language: Language) -> Response {
        let texts = ConsoleTexts.of(language)
        let body: Markup = """
            <div class="done" role="status">
            <p>\(texts.signingOut.text)</p>
            </div>
            <p><a class="button" href="\(url)">\(texts.signOutThere)</a></p>

            """
        return shell.answer(ConsolePage(title: texts.signingOut.title, body: body, leadsTo: url), in: language)
    }

    /// An answer without the state of this browser says nothing: anybody may lead here.
    @Sendable private func welcomeBack(_ call: APICall) async throws -> Response {
        guard let value = cookie.value(of: call.request), let mark = SignOutMark(cookie: value),
            let state = call.request.uri.queryParameters["state"], Secret(String(state)).isEqual(to: Secret(mark.state))
        else { return ConsoleShell.redirection(to: ConsoleShell.signIn) }
        var response = Self.end(in: mark.language)
        for field in [cookie.removal, farewell.field] { response.add(cookie: field) }
        return response
    }
}
