import API
import Crypto
import HTTPTypes
import Hummingbird
import Issuance
import Mail

/// Signing in: the way to the issuer and back, or a link for trying out.
struct SignInPages: Sendable {
    let shell: ConsoleShell
    private let cookie: ConsoleCookie
    /// Of this process alone: a sign-in that was begun does not outlive it.
    private let key: SymmetricKey
    private let used = UsedSignIns()

    init(shell: ConsoleShell) {
        self.shell = shell
        cookie = ConsoleCookie("postduif-sign-in", publicURL: shell.services.api.publicURL)
        key = SymmetricKey(data: shell.services.random.bytes(32))
    }

    private static let linkPath = "\(ConsoleShell.signIn)/link/{code}"
    private static let callback = "\(ConsoleShell.signIn)/callback"

    private var services: ConsoleServices { shell.services }

    /// Built from the configuration alone, never from what a request says of its host.
    private var redirectURI: String { services.api.publicURL + Self.callback }

    var routes: [Route] {
        let first = [Route(.get, ConsoleShell.signIn, .open, show)]
        switch services.signIn {
        case .none: return first
        case .codeFlow(let flow):
            return first + [
                Route(.get, "\(ConsoleShell.signIn)/start", .open) { try await start($0, flow) },
                Route(.get, Self.callback, .open) { try await finish($0, flow) },
            ]
        case .links(let links):
            return first + [
                Route(.get, Self.linkPath, .open) { try await showLink($0, links) },
                Route(.post, Self.linkPath, .open) { try await useLink($0, links) },
            ]
        }
    }

    @Sendable private func show(_ call: APICall) async throws -> Response {
        if let id = services.cookie.value(of: call.request), services.sessions.peek(id) != nil {
            return ConsoleShell.redirection(to: ConsoleShell.home)
        }
        let hasLeft = call.request.uri.queryParameters["signed_out"] != nil
        let language = PageLanguage.of(call.request, parameter: hasLeft ? "signed_out" : "language")
        let texts = ConsoleTexts.of(language)
        let left: Markup = hasLeft ? "<div class=\"done\" role=\"status\">\n<p>\(texts.signedOut)</p>\n</div>\n" : .none
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

    // MARK: With an issuer

    private func start(_ call: APICall, _ flow: any AuthorizationCodeFlow) async throws -> Response {
        let language = PageLanguage.of(call.request)
        let pending = PendingSignIn(key: key, language: language, random: services.random)
        let request = SignInRequest(
            redirectURI: redirectURI, state: pending.state, nonce: pending.nonce, challenge: pending.challenge, language: language)
        do throws(SignInFault) {
            var response = ConsoleShell.redirection(to: try await flow.authorizationURL(request))
            response.headers[.referrerPolicy] = "no-referrer"
            let seconds = Int(PendingSignIn.lifetime.components.seconds)
            response.add(cookie: cookie.field(pending.cookie(at: services.api.clock.monotonic), seconds: seconds))
            return response
        } catch {
            return refusal(error, language)
        }
    }

    private func finish(_ call: APICall, _ flow: any AuthorizationCodeFlow) async throws -> Response {
        let parameters = call.request.uri.queryParameters
        guard call.request.method == .get, let value = cookie.value(of: call.request),
            let pending = PendingSignIn(cookie: value, key: key, now: services.api.clock.monotonic),
            let state = parameters["state"], Secret(String(state)).isEqual(to: Secret(pending.state)),
            let code = parameters["code"], (1...Limits.credentialOctets).contains(code.utf8.count),
            used.take(pending, at: services.api.clock.monotonic)
        else { return ended(refusal(.refused, PageLanguage.of(call.request))) }
        do throws(SignInFault) {
            let person = try await flow.person(
                code: Secret(String(code)), verifier: pending.verifier, nonce: pending.nonce, redirectURI: redirectURI)
            return ended(begin(person, pending.language, call))
        } catch {
            return ended(refusal(error, pending.language))
        }
    }

    /// With the sign-in's cookie removed: it is good for one attempt.
    private func ended(_ response: Response) -> Response {
        var response = response
        response.add(cookie: cookie.removal)
        return response
    }

    // MARK: With a link

    private func showLink(_ call: APICall, _ links: SignInLinks) async throws -> Response {
        let language = PageLanguage.of(call.request)
        let texts = ConsoleTexts.of(language)
        guard let code = Self.code(call), links.isGood(code) else { return badLink(language) }
        let body: Markup = """
            <section>
            <p>\(texts.linkLead)</p>
            <form method="post">
            <input type="hidden" name="language" value="\(language.rawValue)">
            <button type="submit">\(texts.linkButton)</button>
            </form>
            </section>

            """
        return shell.answer(ConsolePage(title: texts.linkTitle, body: body), in: language)
    }

    private func useLink(_ call: APICall, _ links: SignInLinks) async throws -> Response {
        let fields = FormFields(try await ConsoleShell.form(call))
        let language = fields.word("language", Language.self) ?? .nl
        guard shell.isFromHere(call.request), let code = Self.code(call), let person = links.take(code) else { return badLink(language) }
        return begin(person, language, call)
    }

    private func badLink(_ language: Language) -> Response {
        shell.answer(ConsoleShell.page(ConsoleTexts.of(language).linkBad), in: language, status: .forbidden)
    }

    private static func code(_ call: APICall) -> Secret? {
        call.context.parameters.get("code").flatMap { $0.utf8.count <= 64 ? Secret($0) : nil }
    }

    // MARK: Both

    /// A session for who has a role; a new identifier each time, whatever the browser had before.
    private func begin(_ person: PersonIdentity, _ language: Language, _ call: APICall) -> Response {
        let texts = ConsoleTexts.of(language)
        if let former = services.cookie.value(of: call.request) { services.sessions.end(former) }
        guard !services.api.grants.roles(of: person).isEmpty else {
            return shell.answer(ConsoleShell.page(texts.noRole), in: language, status: .forbidden)
        }
        guard let id = services.sessions.begin(person, language: language) else {
            return shell.answer(ConsoleShell.page(texts.tooMany), in: language, status: .serviceUnavailable)
        }
        var response = ConsoleShell.redirection(to: ConsoleShell.home)
        response.add(cookie: services.cookie.field(id))
        return response
    }

    private func refusal(_ fault: SignInFault, _ language: Language) -> Response {
        let texts = ConsoleTexts.of(language)
        let page = ConsoleShell.page(fault == .unavailable ? texts.signInUnavailable : texts.signInFailed)
        let again: Markup =
            "<p><a class=\"button\" href=\"\(ConsoleShell.signIn)?language=\(language.rawValue)\">\(texts.signInTitle)</a></p>\n"
        return shell.answer(
            ConsolePage(title: page.title, body: page.body + again), in: language,
            status: fault == .unavailable ? .serviceUnavailable : .forbidden)
    }
}
