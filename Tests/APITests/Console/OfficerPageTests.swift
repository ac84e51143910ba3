import API
import HTTPTypes
import Issuance
import Mail
import Queue
import TestKit
import Testing

@testable import Console

/// The officer's pages over the real issuer.
@Suite(.timeLimit(.minutes(5))) struct OfficerPageTests {
    private static let good = [
        ("present", "yes"), ("document", "passport"), ("country", "MA"), ("checked_with", "prado"), ("result", "not_applicable"),
        ("citizen_number", "70.01.01-997.62"), ("email", "jan.peeters@example.be"), ("language", "fr"), ("channel", "paper"),
        ("assurance", "normal"), ("municipality", "62063"),
    ]

    private static func form(_ changes: [String: String?] = [:]) -> [(String, String)] {
        let kept = good.compactMap { name, value in changes.keys.contains(name) ? nil : (name, value) }
        return kept + changes.compactMap { name, value in value.map { (name, $0) } }
    }

    private static func issue(
        _ browser: Browser, _ changes: [String: String?] = [:], case one: String = "no_eid", request: String? = nil
    ) async throws -> Reading {
        let page = try await browser.get("/console/activations/new/\(one)")
        let word = request ?? Browser.value(of: "request", in: page.text) ?? ""
        return try await browser.post("/console/activations/new/\(one)", form(changes) + [("request", word)])
    }

    private static func id(_ answer: Reading) throws -> String {
        let path = try #require(answer.headers[.location]?.split(separator: "/"))
        return String(try #require(path.first { $0.hasPrefix("act_") }))
    }

    @Test func `an issuance shows the code once, on a page of its own, and stands in the list`() async throws {
        let service = try await Service()
        let browser = try await service.browser()
        let answer = try await Self.issue(browser)
        #expect(answer.status == 303, "\(answer.text)")
        let id = try Self.id(answer)
        let path = try #require(answer.headers[.location])
        #expect(path == "/console/activations/\(id)/issued")
        let page = try await browser.get(path)
        PageRules.check(page, path)
        #expect(page.text.contains("<dd><strong>") && !page.text.contains("&lt;"), "markup that is shown")
        let code = try #require(page.text.firstMatch(of: /id="code">([0-9A-Z]{5}-[0-9A-Z]{5})</)).output.1
        #expect(page.text.contains("data-mail=\"queued\"") && page.text.contains("j•••@example.be"))
        #expect(!page.text.contains("jan.peeters") && !page.text.contains("70.01.01") && !page.text.contains("/console/language"))
        let again = try await browser.get(path)
        #expect(!again.text.contains(code) && again.text.contains("The code was shown already"))
        let (token, stored) = (try await service.newestToken(), try await service.stored(id))
        #expect(stored.municipality == "62063" && stored.evidence.issuedBy != nil)
        #expect(try await service.send("code=\(code)", to: "/a/\(token)").status == 303)
        let list = try await browser.get("/console/activations")
        PageRules.check(list, "list")
        #expect(list.text.contains("href=\"/console/activations/\(id)\"") && list.text.contains("activated"))
        #expect(service.lines.all.allSatisfy { !$0.contains(code) && !$0.contains("jan.peeters") && !$0.contains("70010199762") })
    }

    @Test func `HEAD gives no code up, and another session gets none`() async throws {
        let service = try await Service()
        let (browser, other) = (try await service.browser(), try await service.browser("officer-2"))
        let path = try #require(try await Self.issue(browser).headers[.location])
        let cookie = browser.cookies.map { "\($0.key)=\($0.value)" }.joined(separator: "; ")
        #expect(try await service.ask(.head, path, key: .some(nil), headers: [.cookie: cookie]).status == 200)
        #expect(try await !other.get(path).text.contains("id=\"code\""))
        #expect(try await browser.get(path).text.contains("id=\"code\""))
    }

    @Test func `the same form twice issues once`() async throws {
        let service = try await Service()
        let browser = try await service.browser()
        let first = try await Self.issue(browser, request: "r-1")
        let second = try await Self.issue(browser, request: "r-1")
        #expect(second.status == 303, "\(second.text)")
        #expect(try second.headers[.location] == "/console/activations/\(Self.id(first))/issued")
        // Of a double click a browser follows the second answer alone.
        #expect(try await browser.get(try #require(second.headers[.location])).text.contains("id=\"code\""))
        let other = try await Self.issue(browser, ["email": "other@example.be"], request: "r-1")
        #expect(other.status == 409 && other.text.contains("This form was sent before"))
    }

    @Test(
        arguments: [
            ("no_eid", ["citizen_number": "70010199763"], "f-citizen_number-error", "The check digits do not fit"),
            ("no_eid", ["citizen_number": ""], "f-citizen_number-error", "eleven digits"),
            ("no_eid", ["email": "jan"], "f-email-error", "has one @"), ("no_eid", ["email": "jan@"], "f-email-error", "no domain"),
            ("no_eid", ["country": "XX"], "f-country-error", "two letters"),
            ("no_eid", ["language": "nl"], "f-language-error", "may use"), ("no_eid", ["language": nil], "f-language-error", "Choose one"),
            ("no_eid", ["present": nil], "f-present-error", "in person"), ("no_eid", ["document": nil], "f-document-error", "Choose one"),
            ("no_eid", ["checked_with": "checkdoc"], "f-result-error", "answers HIT or NO HIT"),
            ("no_eid", ["result": "no_hit", "checked_with": "none"], "f-result-error", "Without a check"),
            ("no_number", [:], "f-registered-error", "without the registration"),
            ("no_number", ["registered": "yes"], "f-bis_registered_on-error", "day of the registration"),
            ("no_number", ["registered": "yes", "bis_registered_on": "2026-11-01"], "f-citizen_number-error", "BIS number"),
            ("eid_unusable", ["citizen_number": "85.47.28-997.83"], "f-citizen_number-error", "No eID has a BIS number"),
        ] as [(String, [String: String?], String, String)])
    func `what is wrong is said beside its field and at the top, and what was given stays`(
        one: String, changes: [String: String?], place: String, words: String
    ) async throws {
        let service = try await Service()
        let browser = try await service.browser()
        let page = try await Self.issue(browser, changes, case: one)
        #expect(page.status == 422)
        PageRules.check(page, one)
        #expect(page.text.contains("id=\"errors\" role=\"alert\" tabindex=\"-1\" autofocus"))
        let error = try #require(page.text.firstRange(of: "id=\"\(place)\">")).upperBound
        #expect(page.text[error...].prefix { $0 != "<" }.contains(words), "\(page.text[error...].prefix(200))")
        #expect(page.text.contains("href=\"#\(place.dropLast(6))\""))
        if changes["email"] == nil { #expect(page.text.contains("value=\"jan.peeters@example.be\"")) }
        #expect(page.text.contains("value=\"passport\" checked") || changes.keys.contains("document"))
        #expect(try await browser.get("/console/activations").text.contains("There is no activation"))
    }

    @Test func `a HIT stops everything, and says what to do`() async throws {
        let service = try await Service()
        let browser = try await service.browser()
        let page = try await Self.issue(browser, ["country": "BE", "checked_with": "checkdoc", "result": "hit"])
        #expect(page.status == 409 && page.text.contains("Stop: the check gave HIT"))
        #expect(try await browser.get("/console/activations").text.contains("There is no activation"))
    }

    @Test func `warnings are confirmed one by one`() async throws {
        let service = try await Service()
        let browser = try await service.browser()
        let asked = try await Self.issue(browser, ["email": "info@gmial.com"])
        #expect(asked.status == 422 && asked.text.contains("does the citizen mean gmail.com?"))
        #expect(asked.text.contains("value=\"address_mistyped\"") && asked.text.contains("value=\"address_shared\""))
        PageRules.check(asked, "warnings")
        let word = try #require(Browser.value(of: "request", in: asked.text))
        let one = Self.form(["email": "info@gmial.com"]) + [("confirm", "address_mistyped"), ("request", word)]
        let still = try await browser.post("/console/activations/new/no_eid", one)
        #expect(still.status == 422 && still.text.contains("type=\"checkbox\" value=\"address_shared\""))
        // What was confirmed stays so in the page itself: nobody is asked in turn for the one and the other.
        let kept = try #require(Browser.value(of: "confirm", in: still.text))
        #expect(kept == "address_mistyped" && !still.text.contains("type=\"checkbox\" value=\"address_mistyped\""))
        let both = Self.form(["email": "info@gmial.com"]) + [("confirm", kept), ("confirm", "address_shared"), ("request", word)]
        let issued = try await browser.post("/console/activations/new/no_eid", both)
        #expect(issued.status == 303, "\(issued.text)")
        let stored = try await service.stored(Self.id(issued))
        #expect(stored.evidence.confirmedWarnings == ["address_mistyped", "address_shared"])
    }

    @Test func `without an agreement in force nothing is issued, and the page says whom to tell`() async throws {
        let service = try await Service()
        let browser = try await service.browser("o", [HeldRole(.registrationOfficer, in: "44021")])
        let page = try await Self.issue(browser, ["municipality": "44021", "language": "nl"])
        #expect(page.status == 403 && page.text.contains("No user agreement in force"))
    }

    @Test func `another municipality's is nobody's, and no form reaches it`() async throws {
        let service = try await Service()
        let (own, other) = (
            try await service.browser(), try await service.browser("o", [HeldRole(.registrationOfficer, in: "11002")])
        )
        let id = try Self.id(try await Self.issue(own))
        for path in ["", "/issued", "/card", "/resend", "/reissue", "/revoke", "/address", "/mail", "/events"] {
            let status = try await other.get("/console/activations/\(id)\(path)").status
            #expect(status == 404, "'\(path)'")
        }
        try await other.get("/console/activations")
        for act in ["resend", "reissue", "revoke", "address"] {
            #expect(try await other.post("/console/activations/\(id)/\(act)", [("email", "a@example.be")]).status == 404, "\(act)")
        }
        #expect(try await !other.get("/console/activations").text.contains(id))
        let foreign = try await Self.issue(other)
        #expect(foreign.status == 403 && foreign.text.contains("You may not do this"))
        #expect(try await service.stored(id).state == .pending)
    }

    @Test func `whoever has another role finds no page here`() async throws {
        let service = try await Service()
        let browser = try await service.browser("o", [HeldRole(.auditor, in: nil)])
        for path in ["/console/activations", "/console/activations/new", "/console/activations/new/no_eid"] {
            let page = try await browser.get(path)
            #expect(page.status == 403 && !page.text.contains("href=\"/console/activations\""), "\(path)")
        }
        #expect(try await browser.post("/console/activations/check", [("field", "email"), ("value", "x")]).status == 403)
    }

    @Test(
        arguments: [
            ("email", "jan", "<p class=\"error\">"), ("email", "jan@gmial.com", "does the citizen mean gmail.com?"),
            ("email", "jan.peeters@example.be", ""), ("citizen_number", "70.01.01-997.62", ""),
            ("citizen_number", "70010199763", "The check digits do not fit"),
        ])
    func `a field is looked at while it is filled in, and tells nothing of others`(field: String, value: String, words: String) async throws
    {
        let service = try await Service()
        let browser = try await service.browser()
        // The address serves a citizen already, and is the officer's own in another municipality.
        _ = try await service.issued("nl", email: "jan.peeters@example.be")
        try await browser.get("/console/activations/new/no_eid")
        let answer = try await browser.post("/console/activations/check", [("field", field), ("value", value)])
        #expect(answer.status == 200)
        #expect(words.isEmpty ? answer.text.isEmpty : answer.text.contains(words), "\(answer.text)")
        let stale = try await browser.post("/console/activations/check", [("form_token", "x"), ("field", field), ("value", value)])
        #expect(stale.status == 400)
    }

    @Test func `resend, correct, reissue and revoke ask first and do it then`() async throws {
        let service = try await Service()
        let browser = try await service.browser()
        let id = try Self.id(try await Self.issue(browser))
        let detail = "/console/activations/\(id)"
        let first = try await service.stored(id)
        for act in ["resend", "reissue", "address", "revoke"] { PageRules.check(try await browser.get("\(detail)/\(act)"), act) }
        #expect(try await service.stored(id).token == first.token)
        service.clock.advance(by: .seconds(61))
        #expect(try await browser.post("\(detail)/resend").headers[.location] == detail)
        let page = try await browser.get(detail)
        PageRules.check(page, "detail")
        #expect(page.text.contains("The mail was sent again."))
        #expect(try await service.stored(id).token != first.token)
        try await browser.get("\(detail)/address")
        let wrong = try await browser.post("\(detail)/address", [("email", "jan@@example.be")])
        #expect(wrong.status == 422 && wrong.text.contains("id=\"f-email-error\"") && wrong.text.contains("value=\"jan@@example.be\""))
        let warned = try await browser.post("\(detail)/address", [("email", "info@example.be")])
        #expect(warned.status == 422 && warned.text.contains("value=\"address_shared\""))
        service.clock.advance(by: .seconds(61))
        let corrected = try await browser.post("\(detail)/address", [("email", "info@example.be"), ("confirm", "address_shared")])
        #expect(corrected.headers[.location] == detail, "\(corrected.text)")
        let told = try await browser.get(detail).text
        #expect(told.contains("i•••@example.be") && told.contains("The address was corrected."))
        service.clock.advance(by: .seconds(61))
        try await browser.get("\(detail)/reissue")
        let reissued = try await browser.post("\(detail)/reissue")
        #expect(reissued.headers[.location] == "\(detail)/issued", "\(reissued.text)")
        #expect(try await browser.get("\(detail)/issued").text.contains("id=\"code\""))
        #expect(try await service.stored(id).code != first.code)
        try await browser.get("\(detail)/revoke")
        let token = [("form_token", try #require(browser.formToken))]
        for click in ["first", "second"] {
            #expect(try await browser.post("\(detail)/revoke", token).headers[.location] == detail, "\(click)")
        }
        #expect(try await service.stored(id).state == .revoked)
        let over = try await browser.get(detail)
        #expect(over.text.contains("The activation was revoked.") && !over.text.contains("\(detail)/resend"))
        #expect(try await browser.get("\(detail)/resend").status == 409)
    }

    @Test func `a limit says when to come again`() async throws {
        let service = try await Service()
        let browser = try await service.browser()
        let id = try Self.id(try await Self.issue(browser))
        try await browser.get("/console/activations/\(id)/resend")
        let answer = try await browser.post("/console/activations/\(id)/resend")
        #expect(answer.status == 429 && answer.text.contains("Try again in 1 minute.") && answer.headers[.retryAfter] == "60")
    }

    @Test(arguments: [
        ("reference", true), ("J•••@EXAMPLE", true), ("jan.peeters@example.be", true), ("xyz", false), ("jan.peeters@other.be", false),
    ])
    func `a search finds by reference and by address, however typed`(text: String, isFound: Bool) async throws {
        let service = try await Service()
        let browser = try await service.browser()
        let id = try Self.id(try await Self.issue(browser))
        let reference = try await service.stored(id).reference.lowercased().replacing("-", with: " ")
        try await browser.get("/console/activations")
        let page = try await browser.post("/console/activations/search", [("text", text == "reference" ? reference : text)])
        #expect(page.status == 200 && page.text.contains("href=\"/console/activations/\(id)\"") == isFound)
        #expect(page.text.contains("All activations were searched.") && page.text.contains("There is no activation") != isFound)
        PageRules.check(page, "search")
        #expect(try await browser.post("/console/activations/search", [("text", id)]).headers[.location] == "/console/activations/\(id)")
    }

    @Test func `a search says where it goes on, and goes on there`() async throws {
        let service = try await Service(limits: IssuanceLimits(perRecipientPerMinute: 0, perRecipientPerHour: 0, perRecipientPerDay: 0))
        let browser = try await service.browser()
        for _ in 0..<27 { #expect(try await Self.issue(browser).status == 303) }
        try await browser.get("/console/activations")
        let first = try await browser.post("/console/activations/search", [("text", "j•••@example")])
        PageRules.check(first, "search with more")
        #expect(first.text.matches(of: /<th scope="row"/).count == 25 && first.text.contains("as far back as 23/11/2026"))
        #expect(first.text.contains(">Go on from there</button>"))
        // The first hidden text is the one of the form that goes on.
        let fields = try ["text", "cursor"].map { ($0, try #require(Browser.value(of: $0, in: first.text))) }
        #expect(fields[0].1 == "j•••@example")
        let second = try await browser.post("/console/activations/search", fields)
        #expect(second.text.matches(of: /<th scope="row"/).count == 2 && second.text.contains("All activations were searched."))
        #expect(!second.text.contains(">Go on from there</button>"))
    }

    @Test func `the list is narrowed by state and goes on by pages`() async throws {
        let service = try await Service(limits: IssuanceLimits(perRecipientPerMinute: 0, perRecipientPerHour: 0, perRecipientPerDay: 0))
        let browser = try await service.browser()
        for _ in 0..<26 { #expect(try await Self.issue(browser).status == 303) }
        let first = try await browser.get("/console/activations?state=pending")
        #expect(first.text.matches(of: /<th scope="row"/).count == 25)
        let older = try #require(first.text.firstMatch(of: /href="([^"]*cursor[^"]*)"/)).output.1.replacing("&amp;", with: "&")
        #expect(try await browser.get(String(older)).text.matches(of: /<th scope="row"/).count == 1)
        #expect(try await browser.get("/console/activations?state=redeemed").text.contains("There is no activation"))
    }

    @Test func `the card is the API's, in the language asked for`() async throws {
        let service = try await Service()
        let browser = try await service.browser()
        let id = try Self.id(try await Self.issue(browser))
        let card = try await browser.get("/console/activations/\(id)/card?language=nl")
        let own = try await service.ask(.get, "/v1/activations/\(id)/card?language=nl")
        #expect(card.status == 200 && card.text == own.text)
        #expect(card.headers[.contentSecurityPolicy] == own.headers[.contentSecurityPolicy])
    }
}
