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

    init(shell: ConsoleShell) {
        self.shell = shell
        cookie = SignOutMark.cookie(publicURL: shell.services.api.publicURL)
    }

    private var services: ConsoleServices { shell.services }

    var routes: [Route] {
        let leave = shell.post(Self.path, signOut)
        guard case .codeFlow = services.signIn else { return [leave] }
        return [leave, Route(.get, Self.comeBack, .open, welcomeBack)]
    }

    /// The session ends first: it is gone whatever the issuer says.
    @Sendable private func signOut(_ call: ConsoleCall) async throws -> Response {
        services.sessions.end(call.visitor.id)
        // What the session follows ends with it, and not at its next sign of life.
        services.api.events.lookAgain()
        var response = await farewell(to: call)
        response.add(cookie: services.cookie.removal)
        return response
    }

    private func farewell(to call: ConsoleCall) async -> Response {
        guard case .codeFlow(let flow) = services.signIn else { return Self.farewell(in: call.language) }
        let mark = SignOutMark(language: call.language, random: services.random)
        let request = SignOutRequest(
            idToken: call.visitor.session.idToken, redirectURI: services.api.publicURL + Self.comeBack, state: mark.state,
            language: call.language)
        let url = await flow.signOutURL(request)
        var response = url.map { page(to: $0, call.language) } ?? Self.farewell(in: call.language)
        response.add(cookie: cookie.field(Secret(mark.state), seconds: SignOutMark.seconds))
        return response
    }

    private static func farewell(in language: Language) -> Response {
        ConsoleShell.redirection(to: "\(ConsoleShell.signIn)?signed_out=\(language.rawValue)")
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
        var response = Self.farewell(in: mark.language)
        response.add(cookie: cookie.removal)
        return response
    }
}
