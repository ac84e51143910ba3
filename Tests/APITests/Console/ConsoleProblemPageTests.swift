import API
import HTTPTypes
import Issuance
import Mail
import TestKit
import Testing

@testable import Console

/// What people see below `/console` where a program gets a problem document.
@Suite(.timeLimit(.minutes(2))) struct ConsoleProblemPageTests {
    private static let browser: HTTPFields = [.accept: "text/html,application/xhtml+xml;q=0.9,*/*;q=0.8"]

    @Test(arguments: ["/console/nowhere", "/console/activations/x/y/z/", "/console/sign-in/x", "/console/assets/console.css"])
    func `an address that is none gets a page in the visitor's language, with a way on`(path: String) async throws {
        let service = try await Service()
        let titles: [(String, Language, String)] = [
            ("nl-BE", .nl, "Niet gevonden"), ("fr", .fr, "Introuvable"), ("de-BE,fr;q=0.5", .de, "Nicht gefunden"),
            ("en", .en, "Not found"),
        ]
        for (accepted, language, title) in titles {
            let answer = try await service.ask(
                .get, path, key: .some(nil), headers: [.accept: "text/html", .acceptLanguage: accepted])
            #expect(answer.status == 404 && answer.text.contains("<html lang=\"\(language.rawValue)\">"), "\(path) \(answer.text)")
            #expect(answer.text.contains("<h1>\(title)</h1>") && answer.text.contains("href=\"/console\""))
            #expect(!answer.text.contains(path) && answer.headers[.contentLanguage] == language.rawValue)
            PageRules.check(answer, path)
        }
    }

    @Test func `who is signed in keeps the bar and the language, and stays signed in`() async throws {
        let service = try await Service()
        let browser = try await service.browser()
        try await browser.get("/console/activations")
        try await browser.post("/console/language", [("language", "de"), ("back", "/console")])
        let cookie = browser.cookies.map { "\($0.key)=\($0.value)" }.joined(separator: "; ")
        var headers = Self.browser
        headers[.cookie] = cookie
        headers[.acceptLanguage] = "fr"
        let answer = try await service.ask(.get, "/console/nowhere", key: .some(nil), headers: headers)
        #expect(answer.status == 404 && answer.text.contains("<html lang=\"de\">") && answer.text.contains(">Abmelden</button>"))
        #expect(answer.text.contains("name=\"back\" value=\"/console\""))
        PageRules.check(answer, "/console/nowhere")
        #expect(service.console.sessions.count == 1)
    }

    @Test(
        arguments: [
            ("/console", "GET, HEAD, OPTIONS"), ("/console/sign-out", "OPTIONS, POST"), ("/console/sign-in", "GET, HEAD, OPTIONS"),
        ])
    func `a method that a page has not is told in words, with those it has`(path: String, allowed: String) async throws {
        let service = try await Service()
        for method in [HTTPRequest.Method.put, .delete] {
            let answer = try await service.ask(method, path, key: .some(nil), headers: Self.browser)
            #expect(answer.status == 405 && answer.headers[.contentType] == "text/html; charset=utf-8", "\(answer.text)")
            #expect(answer.headers[.allow] == allowed && answer.text.contains("role=\"alert\""))
            PageRules.check(answer, path)
        }
    }

    @Test func `programs get the document, and so does everything that is no console`() async throws {
        let service = try await Service()
        for (path, headers) in [
            ("/console/nowhere", [:]), ("/console/nowhere", [.accept: "*/*"]), ("/console/nowhere", [.accept: "application/json"]),
            ("/v1/nowhere", Self.browser),
        ] as [(String, HTTPFields)] {
            #expect(try await service.ask(.get, path, key: .some(nil), headers: headers).problem() == "not-found")
        }
        #expect(try await service.ask(.get, "/console/nowhere", headers: Self.browser).problem() == "not-found")
        #expect(try await service.ask(.get, "/consoles", key: .some(nil), headers: Self.browser).text.contains("<section lang=\"nl\""))
    }
}
