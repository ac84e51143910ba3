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

        func authorizationURL(_ request: SignInRequest) async throws(SignInFault) -> String {
            if let fault = fault.withLock(\.self) { throw fault }
            asked.withLock { $0.append(request) }
            return "https://login.example.be/authorize?state=\(request.state)"
        }

        func person(code: Secret, verifier: Secret, nonce: String, redirectURI: String) async throws(SignInFault) -> PersonIdentity {
            let asked = asked.withLock { $0.last }
            guard let asked, code.revealText() == "good", nonce == asked.nonce, redirectURI == asked.redirectURI else { throw .refused }
            self.verifier.withLock { $0 = verifier.revealText() }
            return PersonIdentity(issuer: Service.issuer, subject: "officer-1")
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

    private func begin(_ browser: Browser) async throws -> String {
        let start = try await browser.get("/console/sign-in/start?language=fr")
        #expect(start.status == 303)
        let location = try #require(start.headers[.location])
        #expect(location.hasPrefix("https://login.example.be/authorize?"))
        return String(try #require(location.split(separator: "state=").last))
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
        #expect(back.status == 403 && back.text.contains("role=\"alert\""))
        #expect(browser.cookies.isEmpty && service.console.sessions.count == 0)
    }

    @Test func `another browser cannot end what this one began, and nobody can do so twice`() async throws {
        let service = try await Service()
        let (mine, other) = (try await browser(service), try await browser(service, role: false, seed: 12))
        let state = try await begin(mine)
        #expect(try await other.get("/console/sign-in/callback?code=good&state=\(state)").status == 403)
        _ = try await begin(other)
        #expect(try await other.get("/console/sign-in/callback?code=good&state=\(state)").status == 403)
        #expect(service.console.sessions.count == 0)
        let again = try await begin(mine)
        let cookies = mine.cookies
        #expect(try await mine.get("/console/sign-in/callback?code=good&state=\(again)").status == 303)
        // The browser was told to drop its cookie. Who kept it gets no further.
        for cookie in cookies { mine.set(cookie: cookie.key, cookie.value) }
        #expect(try await mine.get("/console/sign-in/callback?code=good&state=\(again)").status == 403)
    }

    @Test func `ten minutes at the issuer are the most`() async throws {
        let service = try await Service()
        let browser = try await browser(service)
        let state = try await begin(browser)
        service.clock.advance(by: .seconds(600))
        #expect(try await browser.get("/console/sign-in/callback?code=good&state=\(state)").status == 403)
    }

    @Test func `who has no role gets no session`() async throws {
        let service = try await Service()
        let browser = try await browser(service, role: false)
        let state = try await begin(browser)
        let back = try await browser.get("/console/sign-in/callback?code=good&state=\(state)")
        #expect(back.status == 403 && back.text.contains("Vous n’avez pas de rôle ici"))
        #expect(browser.cookies.isEmpty && service.console.sessions.count == 0)
    }

    @Test func `an issuer that does not answer is said to be away`() async throws {
        let service = try await Service()
        let browser = try await browser(service)
        issuer.fault.withLock { $0 = .unavailable }
        let start = try await browser.get("/console/sign-in/start?language=de")
        #expect(start.status == 503 && start.text.contains("Anmelden geht gerade nicht"))
    }

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
