import API
import HTTPTypes
import Issuance
import Mail
import TestKit
import Testing

@testable import Console

/// What people see where a program gets a problem document.
@Suite(.timeLimit(.minutes(2))) struct CitizenProblemPageTests {
    private static let browser: HTTPFields = [.accept: "text/html,application/xhtml+xml;q=0.9,*/*;q=0.8"]

    @Test(arguments: ["/nowhere", "/", "/a", "/a/", "/a/x/y/z", "/activated/es", "/activated", "/asked/es", "/.env"])
    func `an address that is none gets a page in all languages`(path: String) async throws {
        let answer = try await Service().ask(.get, path, key: .some(nil), headers: Self.browser)
        #expect(answer.status == 404 && answer.headers[.contentType] == "text/html; charset=utf-8")
        for language in Language.allCases { #expect(answer.text.contains("<section lang=\"\(language.rawValue)\"")) }
        #expect(answer.text.contains("<title>Fout: ") && !answer.text.contains("<form") && !answer.text.contains(path + "\""))
        #expect(answer.headers[.cacheControl] == "no-store" && answer.headers[.xContentTypeOptions] == "nosniff")
        #expect(answer.headers[.contentSecurityPolicy] != nil && answer.headers[.robotsTag] != nil)
        let depth = path.count { $0 == "/" } - 1
        #expect(answer.text.contains("href=\"\(String(repeating: "../", count: depth))assets/postduif.css\""))
    }

    @Test func `programs get the document, whatever they accept`() async throws {
        let service = try await Service()
        for (path, headers) in [
            ("/nowhere", [:]), ("/nowhere", [.accept: "*/*"]), ("/nowhere", [.accept: "application/json"]), ("/v1/nowhere", Self.browser),
            ("/livez/x", Self.browser),
        ] as [(String, HTTPFields)] {
            #expect(try await service.ask(.get, path, key: .some(nil), headers: headers).problem() == "not-found")
        }
        #expect(try await service.ask(.get, "/nowhere", headers: Self.browser).problem() == "not-found")
    }

    @Test func `a method that a page has not gets one in the citizen's language`() async throws {
        let service = try await Service()
        let (_, _, token) = try await service.issued("nl")
        for method in [HTTPRequest.Method.put, .delete, .patch] {
            let answer = try await service.ask(method, "/a/\(token)", key: .some(nil))
            #expect(answer.status == 405 && answer.headers[.allow] == "GET, HEAD, OPTIONS, POST")
            #expect(answer.text.contains("<html lang=\"nl\">") && answer.headers[.contentLanguage] == "nl")
        }
    }

    @Test func `what is too large or no form gets one too`() async throws {
        let service = try await Service()
        let (_, _, token) = try await service.issued("de")
        let large = try await service.send("code=" + String(repeating: "A", count: 5_000), to: "/a/\(token)")
        let json = try await service.send("{}", to: "/a/\(token)", headers: [.contentType: "application/json"])
        for (answer, status) in [(large, 413), (json, 415)] {
            #expect(answer.status == status && answer.text.contains("<h1>Das konnten wir nicht lesen</h1>"))
        }
    }

    @Test func `who tries too often is told for how long to wait`() async throws {
        let service = try await Service()
        let (_, _, token) = try await service.issued("nl")
        for _ in 0..<AttemptBudget.perLink { _ = try await service.send("code=00000-00000", to: "/a/\(token)") }
        let answer = try await service.send("code=00000-00000", to: "/a/\(token)")
        #expect(answer.status == 429 && answer.headers[.retryAfter] == "60")
        #expect(answer.text.contains("Probeer het over een minuut opnieuw.") && answer.text.contains("Uw code is niet gebruikt."))
    }

    @Test func `words and field say the same time`() {
        for language in Language.allCases {
            let texts = PageTexts.of(language)
            #expect(texts.wait(1) == texts.waitOne && texts.wait(7).contains(" 7 ") && !texts.wait(7).contains("{"))
        }
    }
}
