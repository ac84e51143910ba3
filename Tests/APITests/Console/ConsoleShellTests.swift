import API
import HTTPTypes
import Issuance
import Mail
import TestKit
import Testing

@testable import Console

/// What holds for every page: sessions, forms, languages, and the frame.
@Suite(.timeLimit(.minutes(5))) struct ConsoleShellTests {
    @Test func `without a session every page leads to the sign-in, and every form does nothing`() async throws {
        let service = try await Service()
        let browser = Browser(service)
        for route in service.routes
        where route.path.hasPrefix("/console") && !route.path.contains("sign-in/") && !route.path.contains("assets") {
            guard route.path != "/console/sign-in", route.path != SignOutPages.path else { continue }
            let path = Service.path(of: route)
            let answer = route.method == .get ? try await browser.get(path) : try await browser.post(path)
            let isPart = answer.status == 401
            #expect(isPart || answer.status == 303 && answer.headers[.location] == "/console/sign-in", "\(route.method) \(path)")
            #expect(answer.headers[.setCookie] == nil)
        }
        // Who presses it leaves; there is nothing to do.
        let out = try await browser.post(SignOutPages.path)
        #expect(out.status == 303 && out.headers[.location] == "/console/sign-in?language=nl")
    }

    @Test func `the API takes no session, and the pages take no token and no key`() async throws {
        let service = try await Service()
        let browser = try await service.browser()
        let cookie = browser.cookies.map { "\($0.key)=\($0.value)" }.joined(separator: "; ")
        #expect(try await service.ask(.get, "/v1/activations", key: .some(nil), headers: [.cookie: cookie]).status == 401)
        #expect(try await service.ask(.get, "/v1/activations", key: "token.of.officer-1").status == 200)
        for key in ["token.of.officer-1", service.key, try #require(browser.cookies.first?.value)] {
            let answer = try await service.ask(.get, "/console", key: key)
            #expect(answer.status == 303 && answer.headers[.location] == "/console/sign-in")
        }
    }

    @Test func `two cookies of one name are none`() async throws {
        let service = try await Service()
        let browser = try await service.browser()
        let (name, value) = try #require(browser.cookies.first)
        for cookie in ["\(name)=\(value); \(name)=x", "\(name)=x; \(name)=\(value)", "\(name)=", "\(name)x=\(value)"] {
            let answer = try await service.ask(.get, "/console", key: .some(nil), headers: [.cookie: cookie])
            #expect(answer.headers[.location] == "/console/sign-in", "\(cookie)")
        }
    }

    @Test(
        arguments: [
            (nil, ["Sec-Fetch-Site": "same-origin"]), ("", ["Sec-Fetch-Site": "same-origin"]), ("x", ["Sec-Fetch-Site": "same-origin"]),
            ("own", ["Sec-Fetch-Site": "cross-site"]), ("own", ["Sec-Fetch-Site": "same-site"]), ("own", ["Sec-Fetch-Site": "none"]),
            ("own", [:]), ("own", ["Origin": "null"]), ("own", ["Origin": "https://evil.example"]),
            ("own", ["Origin": "http://sleutels.example.be"]), ("other", ["Sec-Fetch-Site": "same-origin"]),
        ] as [(String?, [String: String])])
    func `a form of another site or another session does nothing`(token: String?, headers: [String: String]) async throws {
        let service = try await Service()
        let (browser, other) = (try await service.browser(), try await service.browser("officer-2"))
        try await browser.get("/console/activations")
        try await other.get("/console/activations")
        let tokens = ["own": browser.formToken, "other": other.formToken]
        var fields: HTTPFields = [:]
        for (name, value) in headers { fields[try #require(HTTPField.Name(name))] = value }
        let sent = token.map { tokens[$0] ?? $0 } ?? nil
        let answer = try await browser.post("/console/sign-out", [("form_token", sent ?? "")], headers: fields)
        #expect(answer.status == 400 && answer.text.contains("This form has expired"))
        #expect(service.console.sessions.count == 2)
    }

    @Test(arguments: [["Sec-Fetch-Site": "same-origin"], ["Origin": Service.publicURL], ["Origin": "HTTPS://Sleutels.Example.be:443"]])
    func `a form of our own page is taken, and a sign-out ends the session`(headers: [String: String]) async throws {
        let service = try await Service()
        let browser = try await service.browser()
        try await browser.get("/console/activations")
        var fields: HTTPFields = [:]
        for (name, value) in headers { fields[try #require(HTTPField.Name(name))] = value }
        let answer = try await browser.post("/console/sign-out", headers: fields)
        #expect(answer.status == 303 && answer.headers[.location] == "/console/sign-in?language=en")
        #expect(service.console.sessions.count == 0 && browser.cookies.keys.sorted() == ["__Host-postduif-farewell"])
        #expect(try await browser.get("/console/sign-in?language=en").text.contains("You are signed out"))
    }

    @Test(arguments: [("nl", "Afmelden"), ("fr", "Se déconnecter"), ("de", "Abmelden"), ("en", "Sign out")])
    func `the switch changes the language of all pages and leads back`(language: String, words: String) async throws {
        let service = try await Service()
        let browser = try await service.browser()
        try await browser.get("/console/activations")
        let answer = try await browser.post("/console/language", [("language", language), ("back", "/console/x")])
        #expect(answer.status == 303 && answer.headers[.location] == "/console/x")
        #expect(try await browser.get("/console").headers[.location] == "/console/activations")
        let shown = try await browser.get("/console/activations")
        #expect(shown.text.contains("<html lang=\"\(language)\">") && shown.text.contains(">\(words)</button>"))
        #expect(shown.headers[.contentLanguage] == language)
    }

    @Test(arguments: [
        "https://evil.example", "//evil.example", "/console//evil.example", "/console/../v1", "/consoles", "\\evil", "javascript:x",
        "/console/\u{0}x", "/console/a b",
    ])
    func `no form leads elsewhere`(back: String) async throws {
        let service = try await Service()
        let browser = try await service.browser()
        try await browser.get("/console/activations")
        let answer = try await browser.post("/console/language", [("language", "fr"), ("back", back)])
        #expect(answer.status == 303 && answer.headers[.location] == "/console")
    }

    @Test func `a withdrawn role counts at the next request`() async throws {
        let service = try await Service()
        let browser = try await service.browser()
        #expect(try await [200, 303, 403].contains(browser.get("/console").status))
        let grants = try await service.grants.allGrants(after: nil, limit: 10).grants
        for view in grants { _ = try await service.grants.withdraw(view.grant.id, by: .localOperator) }
        let page = try await browser.get("/console")
        #expect(page.status == 403 && page.text.contains("You have no role here"))
        #expect(browser.cookies.isEmpty && service.console.sessions.count == 0)
    }

    @Test func `pages keep to their policy: nothing inline, nothing of others, one heading, small`() async throws {
        let service = try await Service()
        let browser = try await service.browser("o", [HeldRole(.auditor, in: nil)])
        #expect(try await browser.get("/console/activations").status == 403)
        PageRules.check(browser.page, "/console/activations")
        browser.forgetCookies()
        for path in ["/console/sign-in", "/console/sign-in/link/x"] { PageRules.check(try await browser.get(path), path) }
        let asset = try await browser.get(ConsoleAsset.style.path)
        #expect(asset.status == 200 && asset.headers[.cacheControl] == "public, max-age=31536000, immutable")
        #expect(asset.headers[.contentType] == "text/css; charset=utf-8")
        #expect(try await browser.get("/console/assets/console.css").status == 404)
        #expect(try await browser.get(ConsoleAsset.script.path).headers[.contentType] == "text/javascript; charset=utf-8")
    }

    @Test func `on plain http of this machine the cookie has no prefix`() {
        let plain = ConsoleCookie("postduif", publicURL: "http://127.0.0.1:8080")
        #expect(plain.field(Secret("x")) == "postduif=x; Path=/; HttpOnly; SameSite=Lax")
        #expect(ConsoleCookie("postduif", publicURL: "https://a.be").field(Secret("x")).hasPrefix("__Host-postduif=x; "))
    }
}
