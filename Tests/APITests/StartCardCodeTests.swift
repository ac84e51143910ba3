import API
import HTTPTypes
import Issuance
import Mail
import TestKit
import Testing

@testable import Console

/// The start card with the code on it, and the page that its QR code leads to.
@Suite(.timeLimit(.minutes(5))) struct StartCardCodeTests {
    private static let form = [
        ("present", "yes"), ("document", "passport"), ("country", "MA"), ("checked_with", "prado"), ("result", "not_applicable"),
        ("citizen_number", "70.01.01-997.62"), ("email", "jan.peeters@example.be"), ("language", "fr"), ("channel", "paper"),
        ("assurance", "normal"), ("municipality", "62063"),
    ]

    /// The page after an issuance.
    private static func issued(_ browser: Browser) async throws -> Reading {
        try await browser.get("/console/activations/new/no_eid")
        let answer = try await browser.post("/console/activations/new/no_eid", form)
        return try await browser.get(try #require(answer.headers[.location], "\(answer.text)"))
    }

    /// The form of the page that prints the card, and where it goes.
    private static func printing(_ page: Reading) throws -> (path: String, fields: [(String, String)]) {
        let path = try #require(page.text.firstMatch(of: /action="([^"]*\/card)"/)).output.1
        let fields = try ["code", "valid_until"].map { ($0, try #require(Browser.value(of: $0, in: page.text))) }
        return (String(path), fields)
    }

    @Test(arguments: Language.allCases)
    func `the page that shows the code prints it, large, and nothing else that is secret`(language: Language) async throws {
        let service = try await Service()
        let browser = try await service.browser()
        let page = try await Self.issued(browser)
        PageRules.check(page, "issued")
        let (path, fields) = try Self.printing(page)
        let code = try #require(fields.first).1
        #expect(page.text.contains("id=\"code\">\(code)<") && page.text.contains("name=\"language\" value=\"\(language.rawValue)\""))
        // The code is in the form alone: what a tab is loaded from again has none.
        let printed = try await browser.post(path, fields + [("language", language.rawValue)])
        let place = try #require(printed.headers[.location], "\(printed.text)")
        #expect(printed.status == 303 && place == "\(path)/code?language=\(language.rawValue)" && printed.text.isEmpty)
        let card = try await browser.get(place)
        #expect(card.status == 200 && card.headers[.contentLanguage] == language.rawValue, "\(card.text)")
        let boxes = code.filter { $0 != "-" }.map { "<span>\($0)</span>" }
        #expect(card.text.contains("\(boxes.prefix(5).joined())<b>-</b>\(boxes.suffix(5).joined())"))
        #expect(card.text.contains("role=\"img\" aria-label=\"\(code)\"") && card.text.contains("700 26pt"))
        let texts = StartCardTexts.of(language)
        #expect(card.text.contains(HTML.escaped(texts.codeGiven)) && !card.text.contains(HTML.escaped(texts.code)))
        for secret in [try await service.newestToken(), "/a/", Service.number, "70.01.01", "jan.peeters"] {
            #expect(!card.text.contains(secret))
        }
        #expect(card.headers[.cacheControl] == "no-store" && card.headers[.contentSecurityPolicy]?.contains("style-src 'sha256-") == true)
        #expect(service.lines.all.allSatisfy { !$0.contains(code) })
    }

    @Test func `a code that another one has replaced is not printed, nor what is none`() async throws {
        let service = try await Service()
        let browser = try await service.browser()
        let page = try await Self.issued(browser)
        let (path, fields) = try Self.printing(page)
        let token = [("form_token", try #require(browser.formToken))]
        #expect(try await browser.post(path, token + [("code", "x"), fields[1]]).status == 400)
        #expect(try await browser.post(path, token + [fields[0]]).status == 409)
        #expect(try await browser.post(path, [("form_token", "x")] + fields).status == 400)
        service.clock.advance(by: .seconds(61))
        let detail = path.replacing("/card", with: "")
        try await browser.get("\(detail)/reissue")
        #expect(try await browser.post("\(detail)/reissue").status == 303)
        #expect(try await browser.post(path, token + fields).status == 409)
    }

    @Test func `the code of an activation that has ended is not printed`() async throws {
        let service = try await Service()
        let browser = try await service.browser()
        let (path, fields) = try Self.printing(try await Self.issued(browser))
        let token = [("form_token", try #require(browser.formToken))]
        #expect(try await browser.post("\(path.replacing("/card", with: ""))/revoke", token).status == 303)
        #expect(try await browser.post(path, token + fields).status == 409)
        #expect(try await browser.get("\(path)/code?language=nl").status == 409)
    }

    @Test func `a card that is loaded again has its code no more, nor has another session's, nor a card of another pair`() async throws {
        let service = try await Service()
        let (browser, other) = (try await service.browser(), try await service.browser("officer-2"))
        let (path, fields) = try Self.printing(try await Self.issued(browser))
        let token = [("form_token", try #require(browser.formToken))]
        let boxes = HTML.escaped(StartCardTexts.en.code)
        func sent() async throws -> String {
            try #require(try await browser.post(path, token + fields + [("language", "en")]).headers[.location])
        }
        let place = try await sent()
        #expect(try await other.get(place).text.contains(boxes))
        let cookie = browser.cookies.map { "\($0.key)=\($0.value)" }.joined(separator: "; ")
        #expect(try await service.ask(.head, place, key: .some(nil), headers: [.cookie: cookie]).status == 200)
        #expect(try await browser.get(place).text.contains(HTML.escaped(StartCardTexts.en.codeGiven)))
        let again = try await browser.get(place).text
        #expect(again.contains(boxes) && !again.contains(fields[0].1) && again.contains("<span></span>"))
        // Nobody came for it in time.
        _ = try await sent()
        service.clock.advance(by: .seconds(121))
        #expect(try await browser.get(place).text.contains(boxes))
        _ = try await sent()
        try await browser.get("\(path.replacing("/card", with: ""))/reissue")
        #expect(try await browser.post("\(path.replacing("/card", with: ""))/reissue").status == 303)
        #expect(try await browser.get(place).text.contains(boxes))
    }

    @Test func `the cards are two sets with names of their own, which say that they open a tab`() async throws {
        let service = try await Service()
        let browser = try await service.browser()
        let page = try await Self.issued(browser).text
        for (id, words) in [("card-code", OfficerTexts.en.cardWithCode), ("card-boxes", OfficerTexts.en.cardWithBoxes)] {
            #expect(page.contains("<p id=\"\(id)\">\(words)</p>") && page.contains("role=\"group\" aria-labelledby=\"\(id)\""))
        }
        #expect(page.contains("<h3>Print the start card (opens in a new tab)</h3>"))
    }

    @Test func `once the code was shown there is none to print`() async throws {
        let service = try await Service()
        let browser = try await service.browser()
        let path = try Self.printing(try await Self.issued(browser)).path
        let again = try await browser.get(path.replacing("/card", with: "/issued"))
        #expect(!again.text.contains("action=\"\(path)\"") && again.text.contains("\(path)?language=nl"))
        let other = try await service.browser("o", [HeldRole(.registrationOfficer, in: "11002")])
        try await other.get("/console/activations")
        #expect(try await other.post(path, [("code", "00000-00000")]).status == 404)
    }

    @Test func `the QR code is the start page, which is there in each language and knows nobody`() async throws {
        let service = try await Service()
        let id = try await service.issued().id
        for language in Language.allCases {
            let card = try await service.ask(.get, "/v1/activations/\(id)/card?language=\(language.rawValue)").text
            let url = "\(Service.publicURL)/start?language=\(language.rawValue)"
            let drawn = try #require(QRCode(url)).svg(label: "\(Service.publicURL)/start")
            #expect(card.contains(drawn) && card.contains("<strong>\(Service.publicURL)/start</strong>"))
            let page = try await service.ask(.get, "/start?language=\(language.rawValue)", key: .some(nil))
            let texts = PageTexts.of(language).start
            #expect(page.status == 200 && page.text.contains("<html lang=\"\(language.rawValue)\">"))
            for words in [texts.title, texts.lead] + texts.steps + texts.notes {
                #expect(page.text.contains(HTML.escaped(words)), "\(words)")
            }
            #expect(!page.text.contains("<form") && page.text.contains("?language=nl"))
            #expect(page.headers[.contentSecurityPolicy] != nil && page.headers[.cacheControl] == "no-store")
        }
        let all = try await service.ask(.get, "/start", key: .some(nil), headers: [.acceptLanguage: "de"])
        #expect(all.status == 200 && all.text.contains("<html lang=\"mul\">"))
        #expect(
            try #require(all.text.firstRange(of: "Aktivierungscode")).lowerBound
                < (try #require(all.text.firstRange(of: "activatiecode"))).lowerBound)
    }
}
