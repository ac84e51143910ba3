import API
import Crypto
import HTTPTypes
import Hummingbird
import Issuance
import Mail

/// Signing in: the way to the issuer and back, or a link for trying out.
struct SignInPages: Sendable {
    let shell: ConsoleShell
    let cookie: ConsoleCookie
    /// Of a browser with which somebody signed out.
    let signedOut: ConsoleCookie
    let farewell: Farewell
    /// How the last way back ended.
    let last: ConsoleCookie
    /// Of this process alone: a sign-in that was begun does not outlive it.
    let key: SymmetricKey
    let used = UsedSignIns()

    init(shell: ConsoleShell) {
        self.shell = shell
        cookie = ConsoleCookie("postduif-sign-in", publicURL: shell.services.api.publicURL)
        last = ConsoleCookie("postduif-sign-in-end", publicURL: shell.services.api.publicURL)
        signedOut = SignOutMark.cookie(publicURL: shell.services.api.publicURL)
        farewell = Farewell(publicURL: shell.services.api.publicURL)
        key = SymmetricKey(data: shell.services.random.bytes(32))
    }

    static let linkPath = "\(ConsoleShell.signIn)/link/{code}"
    static let callback = "\(ConsoleShell.signIn)/callback"
    static let failed = "\(ConsoleShell.signIn)/failed"

    var services: ConsoleServices { shell.services }

    /// Built from the configuration alone, never from what a request says of its host.
    var redirectURI: String { services.api.publicURL + Self.callback }

    var routes: [Route] {
        let first = [Route(.get, ConsoleShell.signIn, .open, show)]
        switch services.signIn {
        case .none: return first
        case .codeFlow(let flow):
            return first + [
                Route(.get, "\(ConsoleShell.signIn)/start", .open) { try await start($0, flow) },
                Route(.get, Self.callback, .open) { try await finish($0, flow) }, Route(.get, Self.failed, .open, showEnd),
            ]
        case .links(let links):
            return first + [
                Route(.get, Self.linkPath, .open) { try await showLink($0, links) },
                Route(.post, Self.linkPath, .open) { try await useLink($0, links) },
            ]
        }
    }

    @Sendable private func show(_ call: APICall) async throws -> Response {
        guard !isSignedIn(call.request) else { return ConsoleShell.redirection(to: ConsoleShell.home) }
        let language = PageLanguage.of(call.request)
        let texts = ConsoleTexts.of(language)
        // The issuer has not sent it back yet, or offers no sign-out.
        let there: Markup = isMarked(call.request) ? "<p>\(texts.signedInThere)</p>\n" : .none
        let left: Markup =
            farewell.isDue(call.request) ? "<div class=\"done\" role=\"status\">\n<p>\(texts.signedOut)</p>\n\(there)</div>\n" : .none
        let body: Markup = "\(left)<section>\n<p>\(texts.signInLead)</p>\n\(way(texts))</section>\n\(languages(language))"
        return shell.answer(ConsolePage(title: texts.signInTitle, body: body), in: language)
    }

    private func way(_ texts: ConsoleTexts) -> Markup {
        switch services.signIn {
        case .none: return "<p>\(texts.signInNone)</p>\n"
        case .codeFlow:
            // A link and no form: `form-action` would hold back the way to the issuer.
            let path = "\(ConsoleShell.signIn)/start?language=\(texts.language.rawValue)"
            return "<p><a class=\"button\" href=\"\(path)\">\(texts.signInButton)</a></p>\n"
        case .links: return "<p>\(texts.signInByLink)</p>\n<p><code>postduif token mint --sign-in --subject …</code></p>\n"
        }
    }

    private func languages(_ language: Language) -> Markup {
        let links = ConsoleTexts.all.filter { $0.language != language }.map { other -> Markup in
            let code = other.language.rawValue
            return
                "<li><a href=\"\(ConsoleShell.signIn)?language=\(code)\" lang=\"\(code)\" hreflang=\"\(code)\">\(other.languageName)</a></li>\n"
        }
        return "<nav aria-label=\"\(ConsoleTexts.of(language).languages)\"><ul>\n\(links)</ul></nav>\n"
    }

    /// Whether somebody has a session with this browser. It does not go on by that.
    func isSignedIn(_ request: Request) -> Bool {
        services.cookie.value(of: request).flatMap { services.sessions.peek($0) } != nil
    }

    /// Whether somebody signed out with this browser and the issuer may still know him.
    func isMarked(_ request: Request) -> Bool { signedOut.value(of: request).flatMap { SignOutMark(cookie: $0) } != nil }

    /// A session for who has a role; a new identifier each time, whatever the browser had before.
    func begin(_ person: SignedInPerson, _ language: Language, _ call: APICall) throws(SignInEnd) -> Response {
        if let former = services.cookie.value(of: call.request) { services.sessions.end(former) }
        guard !services.api.grants.roles(of: person.identity).isEmpty else { throw SignInEnd(reason: .roleless, in: language) }
        guard let id = services.sessions.begin(person.identity, language: language, idToken: person.idToken) else {
            throw SignInEnd(reason: .full, in: language)
        }
        var response = ConsoleShell.redirection(to: ConsoleShell.home)
        response.add(cookie: services.cookie.field(id))
        for done in [signedOut, last] where done.value(of: call.request) != nil { response.add(cookie: done.removal) }
        if farewell.isDue(call.request) { response.add(cookie: farewell.removal) }
        return response
    }

    func answer(_ end: SignInEnd) -> Response {
        let texts = ConsoleTexts.of(end.language)
        let (refusal, status): (ConsoleTexts.Refusal, HTTPResponse.Status) =
            switch end.reason {
            case .refused: (texts.signInFailed, .forbidden)
            case .away: (texts.signInUnavailable, .serviceUnavailable)
            case .roleless: (texts.noRole, .forbidden)
            case .full: (texts.tooMany, .serviceUnavailable)
            case .limited: (texts.signInsLimited, .tooManyRequests)
            }
        let page = ConsoleShell.page(refusal)
        let again: Markup =
            "<p><a class=\"button\" href=\"\(ConsoleShell.signIn)?language=\(end.language.rawValue)\">\(texts.tryAgain)</a></p>\n"
        var response = shell.answer(ConsolePage(title: page.title, body: page.body + again), in: end.language, status: status)
        if let seconds = end.retryAfter { response.headers[.retryAfter] = String(seconds) }
        return response
    }
}
