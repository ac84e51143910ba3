import API
import HTTPTypes
import Hummingbird
import Issuance
import Mail
import Synchronization
import TestKit
import Testing

@testable import Console

/// The way to an issuer and back, with one that does what the test says; and links for trying out.
@Suite(.timeLimit(.minutes(5))) struct SignInPageTests {
    /// An issuer that knows one code.
    private final class Issuer: AuthorizationCodeFlow {
        let asked = Mutex<[SignInRequest]>([])
        let verifier = Mutex<String?>(nil)
        let fault = Mutex<SignInFault?>(nil)
        /// Where people are signed out; `nil`: nowhere.
        let endSession = Mutex<String?>(nil)
        let left = Mutex<[SignOutRequest]>([])

        func authorizationURL(_ request: SignInRequest) async throws(SignInFault) -> String {
            if let fault = fault.withLock(\.self) { throw fault }
            asked.withLock { $0.append(request) }
            return "https://login.example.be/authorize?state=\(request.state)"
        }

        func person(code: Secret, verifier: Secret, nonce: String, redirectURI: String) async throws(SignInFault) -> SignedInPerson {
            if let fault = fault.withLock(\.self) { throw fault }
            let asked = asked.withLock { $0.last }
            guard let asked, code.revealText() == "good", nonce == asked.nonce, redirectURI == asked.redirectURI else { throw .refused }
            self.verifier.withLock { $0 = verifier.revealText() }
            return SignedInPerson(identity: PersonIdentity(issuer: Service.issuer, subject: "officer-1"), idToken: Secret("a.b.c"))
        }

        func signOutURL(_ request: SignOutRequest) async -> String? {
            left.withLock { $0.append(request) }
            return endSession.withLock(\.self).map { "\($0)?state=\(request.state)&x=\"" }
        }
    }

    private let issuer = Issuer()

    /// - Parameter seed: Two services would not draw the same numbers.
    private func browser(_ service: Service, role: Bool = true, seed: UInt64 = 11) async throws -> Browser {
        if role { _ = try await service.signIn("officer-1", [HeldRole(.registrationOfficer, in: "62063")]) }
        let console = ConsoleServices(
            api: service.services, sessions: service.console.sessions, signIn: .codeFlow(issuer), contact: service.console.contact,
            sender: service.console.sender, subject: service.console.subject, random: SeededRandom(seed: seed),
            operation: service.console.operation)
        return Browser(service, routes: consolePages(console))
    }

    private func begin(_ browser: Browser, in language: String = "fr") async throws -> String {
        let start = try await browser.get("/console/sign-in/start?language=\(language)")
        #expect(start.status == 303)
        let location = try #require(start.headers[.location])
        #expect(location.hasPrefix("https://login.example.be/authorize?"))
        return String(try #require(location.split(separator: "state=").last))
    }

    /// The page that the last answer leads to: at an address without code and state, with a way to try again.
    private static func failure(_ browser: Browser) async throws -> Reading {
        #expect(browser.page.status == 303 && browser.page.headers[.location] == "/console/sign-in/failed", "\(browser.page.status)")
        let page = try await browser.get("/console/sign-in/failed")
        #expect(page.text.contains("href=\"/console/sign-in?language="))
        PageRules.check(page, "failed")
        return page
    }

    @Test func `the way there and back begins a session in the language that was chosen`() async throws {
        let service = try await Service()
        let browser = try await browser(service)
        let page = try await browser.get("/console/sign-in?language=fr")
        #expect(page.text.contains("<html lang=\"fr\">") && page.text.contains("href=\"/console/sign-in/start?language=fr\""))
        let state = try await begin(browser)
        let asked = try #require(issuer.asked.withLock { $0.last })
        #expect(asked.redirectURI == "\(Service.publicURL)/console/sign-in/callback" && asked.language == .fr)
        let pending = try #require(browser.page.headers[.setCookie])
        #expect(pending.hasPrefix("__Host-postduif-sign-in=") && pending.contains("Max-Age=600"))
        let back = try await browser.get("/console/sign-in/callback?code=good&state=\(state)")
        #expect(back.status == 303 && back.headers[.location] == "/console")
        let cookie = try #require(back.headers[values: .setCookie].first { $0.hasPrefix("__Host-postduif=") })
        for part in ["; Path=/", "; HttpOnly", "; Secure", "; SameSite=Lax"] { #expect(cookie.contains(part)) }
        #expect(!cookie.contains("Max-Age") && !cookie.contains("Domain"))
        #expect(browser.cookies.keys.sorted() == ["__Host-postduif"])
        // The digest of what came back is what was sent.
        let verifier = try #require(issuer.verifier.withLock { $0 })
        #expect(verifier != asked.challenge && verifier.utf8.count == 43)
        #expect(try await browser.get("/console/sign-in").headers[.location] == "/console")
        #expect(service.console.sessions.count == 1)
    }

    @Test(arguments: ["code=good&state=x", "code=good", "state={state}", "error=access_denied&state={state}", "code=bad&state={state}", ""])
    func `what does not come from the issuer in this browser signs nobody in`(query: String) async throws {
        let service = try await Service()
        let browser = try await browser(service)
        let state = try await begin(browser)
        let back = try await browser.get("/console/sign-in/callback?\(query.replacing("{state}", with: state))")
        #expect(back.headers[values: .setCookie].contains { $0.hasPrefix("__Host-postduif-sign-in=;") })
        let page = try await Self.failure(browser)
        #expect(page.status == 403 && page.text.contains("role=\"alert\""))
        // Nobody is told which of them it was.
        #expect(page.text.contains("<h1>La connexion a échoué</h1>") && page.text.contains("Vous n’êtes pas connecté. Réessayez."))
        #expect(service.console.sessions.count == 0)
    }

    @Test func `another browser cannot end what this one began, and nobody can do so twice`() async throws {
        let service = try await Service()
        let (mine, other) = (try await browser(service), try await browser(service, role: false, seed: 12))
        let state = try await begin(mine)
        try await other.get("/console/sign-in/callback?code=good&state=\(state)")
        #expect(try await Self.failure(other).status == 403)
        _ = try await begin(other)
        try await other.get("/console/sign-in/callback?code=good&state=\(state)")
        #expect(try await Self.failure(other).status == 403)
        #expect(service.console.sessions.count == 0)
        let again = try await begin(mine)
        let cookies = mine.cookies
        #expect(try await mine.get("/console/sign-in/callback?code=good&state=\(again)").headers[.location] == "/console")
        // The browser was told to drop its cookie. Who kept it gets no further.
        mine.forgetCookies()
        for cookie in cookies { mine.set(cookie: cookie.key, cookie.value) }
        try await mine.get("/console/sign-in/callback?code=good&state=\(again)")
        #expect(try await Self.failure(mine).status == 403)
    }

    @Test func `no way back tells somebody who is signed in that he is not`() async throws {
        let service = try await Service()
        let browser = try await browser(service)
        let state = try await begin(browser)
        let cookies = browser.cookies
        try await browser.get("/console/sign-in/callback?code=good&state=\(state)")
        // A second click, before the browser has dropped its cookie and after.
        for again in [cookies, [:]] {
            for cookie in again { browser.set(cookie: cookie.key, cookie.value) }
            let second = try await browser.get("/console/sign-in/callback?code=good&state=\(state)")
            #expect(second.status == 303 && second.headers[.location] == "/console")
        }
        for path in ["/console/sign-in/failed", "/console/sign-in?signed_out=nl", "/console/sign-in"] {
            let page = try await browser.get(path)
            #expect(page.status == 303 && page.headers[.location] == "/console", "\(path)")
        }
        #expect(browser.cookies.keys.sorted() == ["__Host-postduif"] && service.console.sessions.count == 1)
    }

    @Test func `no address makes the page say that somebody signed out`() async throws {
        let browser = try await browser(try await Service(), role: false)
        for cookie in [nil, "", "0", "fr"] {
            if let cookie { browser.set(cookie: "__Host-postduif-farewell", cookie) }
            for query in ["signed_out=fr", "language=fr&signed_out=1"] {
                let page = try await browser.get("/console/sign-in?\(query)")
                #expect(page.status == 200 && !page.text.contains("class=\"done\""), "\(cookie ?? "none") \(query)")
            }
        }
    }

    @Test func `ten minutes at the issuer are the most`() async throws {
        let service = try await Service()
        let browser = try await browser(service)
        let state = try await begin(browser)
        service.clock.advance(by: .seconds(600))
        try await browser.get("/console/sign-in/callback?code=good&state=\(state)")
        #expect(try await Self.failure(browser).status == 403)
    }

    @Test func `who has no role gets no session`() async throws {
        let service = try await Service()
        let browser = try await browser(service, role: false)
        let state = try await begin(browser)
        try await browser.get("/console/sign-in/callback?code=good&state=\(state)")
        let page = try await Self.failure(browser)
        #expect(page.status == 403 && page.text.contains("Vous n’avez pas de rôle ici"))
        #expect(service.console.sessions.count == 0)
    }

    @Test func `an issuer that goes away meanwhile is said to be away, in the language that was chosen`() async throws {
        let service = try await Service()
        let browser = try await browser(service)
        let state = try await begin(browser)
        issuer.fault.withLock { $0 = .unavailable }
        try await browser.get("/console/sign-in/callback?code=good&state=\(state)")
        let page = try await Self.failure(browser)
        #expect(page.status == 503 && page.text.contains("<html lang=\"fr\">"))
        #expect(try await browser.get("/console/sign-in").status == 200)
    }

    @Test func `who asks for the page of a failure without one learns nothing`() async throws {
        let service = try await Service()
        for cookie in [
            nil, "x", "fr", "away", "away.xx", "fr.away.x", "away.fr.9", "limited.fr.", "limited.fr.0", "limited.fr.61", "limited.fr.9.9",
            String(repeating: "a", count: 600),
        ] {
            let browser = try await browser(service, role: false)
            if let cookie { browser.set(cookie: "__Host-postduif-sign-in-end", cookie) }
            let page = try await browser.get("/console/sign-in/failed")
            #expect(page.status == 403 && page.text.contains("U bent niet aangemeld."), "\(cookie ?? "none")")
        }
    }

    @Test func `an issuer that does not answer is said to be away`() async throws {
        let service = try await Service()
        let browser = try await browser(service)
        issuer.fault.withLock { $0 = .unavailable }
        let start = try await browser.get("/console/sign-in/start?language=de")
        #expect(start.status == 503 && start.text.contains("Anmelden geht gerade nicht"))
    }

    // MARK: Strangers

    @Test func `beyond a minute's number nobody comes back, the page says when to try again, and the code does not stay in the address`()
        async throws
    {
        let service = try await Service(limits: IssuanceLimits(signInsPerMinute: 2))
        service.clock.advance(by: .seconds(13))
        let (stranger, officer) = (try await browser(service, seed: 12), try await browser(service, role: false))
        // Without a cookie and its state nothing is counted and nobody asked.
        for _ in 0..<9 { try await stranger.get("/console/sign-in/callback?code=good&state=x") }
        for _ in 0..<2 {
            let state = try await begin(stranger)
            try await stranger.get("/console/sign-in/callback?code=bad&state=\(state)")
            #expect(try await Self.failure(stranger).status == 403)
        }
        let left = LimitWindow.minute.left(at: service.clock.now).components.seconds
        #expect((1..<60).contains(left))
        for (language, words) in [
            ("nl", "Er melden zich te veel mensen"), ("fr", "Trop de personnes se connectent"), ("de", "Zu viele"), ("en", "Too many"),
        ] {
            let state = try await begin(officer, in: language)
            try await officer.get("/console/sign-in/callback?code=good&state=\(state)")
            let page = try await Self.failure(officer)
            #expect(page.status == 429 && page.headers[.retryAfter] == String(left), "\(page.headers)")
            #expect(page.text.contains("<html lang=\"\(language)\">") && page.text.contains(words))
        }
        #expect(service.limited.names == Array(repeating: "sign_ins_per_minute", count: 4) && service.console.sessions.count == 0)
        service.clock.advance(by: .seconds(left))
        let again = try await begin(officer)
        #expect(try await officer.get("/console/sign-in/callback?code=good&state=\(again)").headers[.location] == "/console")
    }

    @Test func `who begins without end, or comes back again and again with one sign-in, uses nothing up`() async throws {
        let service = try await Service(limits: IssuanceLimits(signInsPerMinute: 2))
        let (stranger, officer) = (try await browser(service, seed: 12), try await browser(service, role: false))
        for _ in 0..<50 { _ = try await begin(stranger) }
        let state = try await begin(stranger)
        let cookies = stranger.cookies
        for _ in 0..<50 {
            for cookie in cookies { stranger.set(cookie: cookie.key, cookie.value) }
            try await stranger.get("/console/sign-in/callback?code=bad&state=\(state)")
        }
        #expect(try await Self.failure(stranger).status == 403)
        let mine = try await begin(officer)
        #expect(try await officer.get("/console/sign-in/callback?code=good&state=\(mine)").headers[.location] == "/console")
        #expect(service.limited.names.isEmpty && service.console.sessions.count == 1)
    }

    @Test func `0 is no limit`() async throws {
        let service = try await Service(limits: IssuanceLimits(signInsPerMinute: 0))
        let browser = try await browser(service, role: false)
        for _ in 0..<50 {
            let state = try await begin(browser)
            try await browser.get("/console/sign-in/callback?code=bad&state=\(state)")
        }
        #expect(try await Self.failure(browser).status == 403 && service.limited.names.isEmpty)
    }

    // MARK: Signing out

    /// Signed in, and on a page with the form that signs out.
    private func signedIn(_ service: Service) async throws -> Browser {
        let browser = try await browser(service)
        let state = try await begin(browser)
        try await browser.get("/console/sign-in/callback?code=good&state=\(state)")
        try await browser.get("/console/activations")
        return browser
    }

    @Test func `a sign-out goes on to the issuer by itself, and comes back to words`() async throws {
        let service = try await Service()
        let browser = try await signedIn(service)
        issuer.endSession.withLock { $0 = "https://login.example.be/logout" }
        let page = try await browser.post("/console/sign-out")
        #expect(page.status == 200 && service.console.sessions.count == 0 && browser.cookies["__Host-postduif"] == nil)
        PageRules.check(page, "signing out")
        let asked = try #require(issuer.left.withLock { $0.last })
        #expect(asked.idToken?.isEqual(to: Secret("a.b.c")) == true && asked.language == .fr)
        #expect(asked.redirectURI == "\(Service.publicURL)/console/sign-out/done")
        let url = "https://login.example.be/logout?state=\(asked.state)&amp;x=&quot;"
        #expect(page.text.contains("<meta http-equiv=\"refresh\" content=\"0; url=\(url)\">"), "\(page.text)")
        #expect(page.text.contains("<a class=\"button\" href=\"\(url)\">"))
        let back = try await browser.get("/console/sign-out/done?state=\(asked.state)")
        #expect(back.status == 303 && back.headers[.location] == "/console/sign-in?language=fr")
        #expect(browser.cookies.keys.sorted() == ["__Host-postduif-farewell"])
        let words = try await browser.get("/console/sign-in?language=fr").text
        #expect(words.contains("Vous êtes déconnecté.") && !words.contains("peut-être encore connecté"))
        _ = try await begin(browser)
        #expect(issuer.asked.withLock { $0.last?.isAskedAnew } == false)
    }

    @Test func `where the issuer offers none, the next sign-in with this browser asks anew, and that once`() async throws {
        let service = try await Service()
        let browser = try await signedIn(service)
        let out = try await browser.post("/console/sign-out")
        #expect(out.status == 303 && out.headers[.location] == "/console/sign-in?language=fr" && service.console.sessions.count == 0)
        #expect(try await browser.get("/console/sign-in?language=fr").text.contains("peut-être encore connecté"))
        for query in ["", "?state=x", "?state=fr.AAAAAAAAAAAAAAAAAAAAAA"] {
            let back = try await browser.get("/console/sign-out/done\(query)")
            #expect(back.status == 303 && back.headers[.location] == "/console/sign-in" && browser.cookies.count == 2)
        }
        let state = try await begin(browser)
        #expect(issuer.asked.withLock { $0.last?.isAskedAnew } == true)
        #expect(try await browser.get("/console/sign-in/callback?code=good&state=\(state)").headers[.location] == "/console")
        #expect(browser.cookies.keys.sorted() == ["__Host-postduif"])
        let other = try await self.browser(service, role: false, seed: 12)
        _ = try await begin(other)
        #expect(issuer.asked.withLock { $0.last?.isAskedAnew } == false)
    }

    /// How a session ended before its person signed out.
    enum Loss: CaseIterable { case idle, dropped, withdrawn }

    @Test(arguments: Loss.allCases, ["https://login.example.be/logout", nil])
    func `who presses the button after the session's end signs out at the issuer all the same`(loss: Loss, endSession: String?) async throws
    {
        let service = try await Service()
        let browser = try await signedIn(service)
        issuer.endSession.withLock { $0 = endSession }
        let token = [("form_token", try #require(browser.formToken)), ("language", "fr")]
        switch loss {
        case .idle: service.clock.advance(by: .seconds(1_800))
        case .dropped: browser.forgetCookies()
        case .withdrawn: try await Self.withdrawAll(service)
        }
        // Another site can have nothing of it done.
        let cookies = browser.cookies
        #expect(try await browser.post("/console/sign-out", token, headers: [.fetchSite: "cross-site"]).status == 400)
        #expect(browser.cookies == cookies && issuer.left.withLock(\.isEmpty))
        let page = try await browser.post("/console/sign-out", token)
        let asked = try #require(issuer.left.withLock { $0.last })
        #expect((asked.idToken != nil) == (loss == .withdrawn) && asked.language == .fr)
        if endSession == nil {
            #expect(page.status == 303 && page.headers[.location] == "/console/sign-in?language=fr")
        } else {
            #expect(page.status == 200 && page.text.contains("content=\"0; url=https://login.example.be/logout?state=\(asked.state)"))
        }
        #expect(browser.cookies.keys.sorted() == ["__Host-postduif-farewell", "__Host-postduif-signed-out"])
        #expect(try await browser.get("/console/sign-in?language=fr").text.contains("Vous êtes déconnecté."))
        _ = try await begin(browser)
        #expect(issuer.asked.withLock { $0.last?.isAskedAnew } == true)
        // Of a cookie that was lost nobody can say whose session it was: that one ends by itself.
        #expect(service.console.sessions.count == (loss == .dropped ? 1 : 0))
    }

    @Test func `with the last role the session ends, and the next sign-in with this browser asks anew`() async throws {
        let service = try await Service()
        let browser = try await signedIn(service)
        try await Self.withdrawAll(service)
        #expect(try await browser.get("/console/activations").status == 403)
        #expect(browser.cookies.keys.sorted() == ["__Host-postduif-signed-out"] && service.console.sessions.count == 0)
        _ = try await begin(browser)
        #expect(issuer.asked.withLock { $0.last?.isAskedAnew } == true)
    }

    private static func withdrawAll(_ service: Service) async throws {
        for view in try await service.grants.allGrants(after: nil, limit: 10).grants {
            _ = try await service.grants.withdraw(view.grant.id, by: .localOperator)
        }
    }

    @Test(arguments: ["", "x", "fr", "fr.", "xx.AAAAAAAAAAAAAAAAAAAAAA", "fr.AAAAAAAAAAAAAAAAAAAAAA.x", "fr.\u{e9}"])
    func `a cookie of a sign-out that is none counts for nothing`(value: String) async throws {
        let service = try await Service()
        let browser = try await browser(service, role: false)
        browser.set(cookie: "__Host-postduif-signed-out", value)
        let back = try await browser.get("/console/sign-out/done?state=\(value.replacing("\u{e9}", with: "%C3%A9"))")
        #expect(back.headers[.location] == "/console/sign-in")
        _ = try await begin(browser)
        #expect(issuer.asked.withLock { $0.last?.isAskedAnew } == false)
    }

    @Test func `a token that is too long for an address is not kept`() {
        let identity = PersonIdentity(issuer: Service.issuer, subject: "a")
        let lengths = [SignedInPerson.hintOctets, SignedInPerson.hintOctets + 1].map { length in
            SignedInPerson(identity: identity, idToken: Secret([UInt8](repeating: 97, count: length))).idToken?.count
        }
        #expect(lengths == [SignedInPerson.hintOctets, nil])
    }

    // MARK: With a link

    @Test func `a link signs in once, by a form of its own page alone, and for ten minutes`() async throws {
        let service = try await Service()
        _ = try await service.signIn("officer-1", [HeldRole(.registrationOfficer, in: "62063")])
        func link() -> String {
            String(
                service.links.make(for: PersonIdentity(issuer: Service.issuer, subject: "officer-1")).revealText()
                    .dropFirst(Service.publicURL.utf8.count))
        }
        let browser = Browser(service)
        let path = link()
        for _ in 0..<3 { #expect(try await browser.get(path).status == 200) }
        #expect(try await browser.post(path, headers: [.fetchSite: "cross-site"]).status == 403)
        #expect(try await browser.post(path, headers: [:]).status == 403)
        #expect(try await browser.post(path).status == 303)
        #expect(try await browser.post(path).status == 403)
        #expect(try await browser.get(path).status == 403)
        let late = link()
        service.clock.advance(by: .seconds(600))
        #expect(try await browser.post(late).status == 403)
        #expect(service.console.sessions.count == 1)
    }

    @Test func `with an issuer there are no links, and with links no issuer`() async throws {
        let service = try await Service()
        let path = String(
            service.links.make(for: PersonIdentity(issuer: Service.issuer, subject: "a")).revealText().dropFirst(
                Service.publicURL.utf8.count))
        #expect(try await browser(service).get(path).status == 404)
        #expect(try await Browser(service).get("/console/sign-in/start").status == 404)
        #expect(try await Browser(service).get("/console/sign-in/callback?code=good").status == 404)
    }
}
