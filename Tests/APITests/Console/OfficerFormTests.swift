import API
import HTTPTypes
import Issuance
import Mail
import Queue
import StoreSQLite
import TestKit
import Testing

@testable import Console

/// The officer's and the access manager's forms when nothing is wrong with them and they are not taken, and when they come twice.
@Suite(.timeLimit(.minutes(5))) struct OfficerFormTests {
    private static let path = "/console/activations/new/no_eid"
    private static let filled = [
        ("present", "yes"), ("document", "passport"), ("country", "MA"), ("checked_with", "prado"), ("result", "not_applicable"),
        ("citizen_number", "70.01.01-997.62"), ("email", "jan.peeters@example.be"), ("language", "fr"), ("channel", "spoken"),
        ("assurance", "low"), ("municipality", "62063"),
    ]
    private static let manager = [HeldRole(.mainAccessManager, in: "62063")]
    private static let access = "/console/access/62063"

    private static func issue(
        _ browser: Browser, _ email: String = "jan.peeters@example.be", _ more: [(String, String)] = []
    ) async throws -> Reading {
        let page = try await browser.get(path)
        let word = Browser.value(of: "request", in: page.text) ?? ""
        let fields = filled.map { $0.0 == "email" ? ($0.0, email) : $0 }
        return try await browser.post(path, fields + more + [("request", word)])
    }

    /// What was typed and chosen stands in the form again.
    private static func isFilledIn(_ page: Reading, email: String = "jan.peeters@example.be") -> Bool {
        let chosen = ["yes", "passport", "prado", "not_applicable", "fr", "spoken", "low"]
        return ["MA", "70.01.01-997.62", email].allSatisfy { page.text.contains("value=\"\($0)\" autocomplete") }
            && chosen.allSatisfy { page.text.contains("value=\"\($0)\" checked") }
    }

    struct Limit: Sendable, CustomTestStringConvertible {
        let name: String
        let limits: IssuanceLimits
        /// On the page, in English.
        let words: String
        let time: String
        let retryAfter: String
        var testDescription: String { name }
    }

    @Test(arguments: [
        Limit(
            name: "per_recipient_per_minute", limits: IssuanceLimits(), words: "this address has had as many mails as it may in one minute",
            time: "Try again in 1 minute.", retryAfter: "60"),
        Limit(
            name: "per_recipient_per_hour", limits: IssuanceLimits(perRecipientPerMinute: 0, perRecipientPerHour: 1),
            words: "this address has had as many mails as it may in one hour", time: "Try again in 1 hour.", retryAfter: "3600"),
        Limit(
            name: "per_recipient_per_day", limits: IssuanceLimits(perRecipientPerMinute: 0, perRecipientPerHour: 0, perRecipientPerDay: 1),
            words: "this address has had as many mails as it may in one day", time: "Try again in 1 day.", retryAfter: "86400"),
        Limit(
            name: "per_officer_per_day", limits: IssuanceLimits(perRecipientPerMinute: 0, perOfficerPerDay: 1),
            words: "you have sent as many mails as you may in one day", time: "Try again in 1 day.", retryAfter: "86400"),
        Limit(
            name: "per_municipality_per_day", limits: IssuanceLimits(perRecipientPerMinute: 0, perMunicipalityPerDay: 1),
            words: "your municipality has sent as many mails as it may in one day", time: "Try again in 1 day.", retryAfter: "86400"),
    ])
    func `a limit gives the form back as it was filled in, and says which it is and when it is over`(limit: Limit) async throws {
        let service = try await Service(limits: limit.limits)
        let browser = try await service.browser()
        #expect(try await Self.issue(browser).status == 303)
        let page = try await Self.issue(browser)
        #expect(page.status == 429 && page.headers[.retryAfter] == limit.retryAfter, "\(page.status) \(page.headers)")
        PageRules.check(page, limit.name)
        #expect(Self.isFilledIn(page), "\(page.text)")
        #expect(page.text.contains(limit.words) && page.text.contains(limit.time), "\(page.text)")
        #expect(page.text.contains("id=\"errors\" role=\"alert\"") && page.text.contains("<title>The limit is reached – "))
    }

    @Test func `a service that cannot take it now gives the form back, and takes it a moment later`() async throws {
        let service = try await Service()
        let browser = try await service.browser()
        service.admission.set(AdmissionReasons(.freeDisk))
        let page = try await Self.issue(browser)
        #expect(page.status == 503 && page.headers[.retryAfter] == "30")
        PageRules.check(page, "busy")
        #expect(Self.isFilledIn(page) && page.text.contains("The service cannot take this now. Try again in 1 minute. If that lasts"))
        // Whether the form was taken when it came the first time nobody has asked.
        #expect(!page.text.contains("Nothing was done"))
        service.admission.set([])
        let word = try #require(Browser.value(of: "request", in: page.text))
        #expect(try await browser.post(Self.path, Self.filled + [("request", word)]).status == 303)
    }

    @Test func `a store that answers nobody gives the form back too`() async throws {
        let service = try await Service()
        let browser = try await service.browser()
        let word = try #require(Browser.value(of: "request", in: try await browser.get(Self.path).text))
        service.store.close()
        let page = try await browser.post(Self.path, Self.filled + [("request", word)])
        #expect(page.status == 503 && page.headers[.retryAfter] == "5")
        PageRules.check(page, "closed")
        #expect(Self.isFilledIn(page) && Browser.value(of: "municipality", in: page.text) == "62063", "\(page.text)")
        // The same form when it comes again: what was kept after all is not done twice.
        #expect(Browser.value(of: "request", in: page.text) == word)
    }

    @Test(arguments: ["address", "resend", "revoke"])
    func `a store that answers nobody gives back what was to be done with an activation`(act: String) async throws {
        let service = try await Service()
        let browser = try await service.browser()
        let detail = try #require(try await Self.issue(browser).headers[.location]).replacing("/issued", with: "")
        let word = try #require(Browser.value(of: "request", in: try await browser.get("\(detail)/\(act)").text))
        service.store.close()
        let page = try await browser.post("\(detail)/\(act)", [("email", "els@example.be"), ("request", word)])
        #expect(page.status == 503 && page.headers[.retryAfter] == "5")
        PageRules.check(page, act)
        #expect(page.text.contains("action=\"\(detail)/\(act)\"") && Browser.value(of: "request", in: page.text) == word, "\(page.text)")
        #expect(act != "address" || page.text.contains("value=\"els@example.be\""))
    }

    @Test func `a form that comes back has no switch of languages, which would empty it`() async throws {
        let service = try await Service()
        let browser = try await service.browser()
        #expect(try await browser.get(Self.path).text.contains("action=\"/console/language\""))
        for email in ["jan@", "info@gmial.com"] {
            let page = try await Self.issue(browser, email)
            #expect(page.status == 422 && !page.text.contains("action=\"/console/language\""), "\(email)")
        }
    }

    @Test func `what was confirmed is ticked still`() async throws {
        let service = try await Service()
        let browser = try await service.browser()
        let confirmed = [("confirm", "address_mistyped"), ("confirm", "address_shared"), ("confirm", "\"><b>")]
        #expect(try await Self.issue(browser, "info@gmial.com", confirmed).status == 303)
        let page = try await Self.issue(browser, "info@gmial.com", confirmed)
        #expect(page.status == 429 && Self.isFilledIn(page, email: "info@gmial.com"))
        for code in ["address_mistyped", "address_shared"] {
            #expect(page.text.contains("name=\"confirm\" type=\"checkbox\" value=\"\(code)\" checked"), "\(code)")
        }
        #expect(!page.text.contains("<b>") && !page.text.contains("&lt;b&gt;"))
    }

    @Test(arguments: ["resend", "reissue", "address"])
    func `what is done with an activation comes back too`(act: String) async throws {
        let service = try await Service()
        let browser = try await service.browser()
        let issued = try #require(try await Self.issue(browser).headers[.location])
        let detail = issued.replacing("/issued", with: "")
        // The former address gets a notice, and so counts as well.
        let email = act == "address" ? "els@example.be" : ""
        if act == "address" {
            #expect(try await Self.issue(browser, email).status == 303)
        }
        try await browser.get("\(detail)/\(act)")
        let page = try await browser.post("\(detail)/\(act)", [("email", email), ("confirm", "address_of_another_citizen")])
        #expect(page.status == 429 && page.headers[.retryAfter] == "60", "\(page.status)")
        PageRules.check(page, act)
        #expect(page.text.contains("Try again in 1 minute.") && page.text.contains("action=\"\(detail)/\(act)\""))
        #expect(act != "address" || page.text.contains("value=\"els@example.be\""))
    }

    // MARK: Twice

    private static func give(
        _ browser: Browser, request: String, name: String = "Nora Dubois", token: String? = nil
    ) async throws -> Reading {
        let fields = [("role", "registration_officer"), ("subject", "officer-9"), ("name", name), ("request", request)]
        return try await browser.post("\(access)/new", fields + (token.map { [("form_token", $0)] } ?? []))
    }

    @Test func `the form of a role that comes twice gives it once`() async throws {
        let service = try await Service()
        let browser = try await service.browser("m", Self.manager)
        let form = try await browser.get("\(Self.access)/new")
        let word = Browser.value(of: "request", in: form.text) ?? ""
        for click in ["first", "second"] {
            let answer = try await Self.give(browser, request: word, token: Browser.value(of: "form_token", in: form.text))
            #expect(answer.status == 303 && answer.headers[.location] == Self.access, "\(click): \(answer.status)")
        }
        #expect(try await service.grants.allGrants(after: nil, limit: 10).grants.filter { $0.name == "Nora Dubois" }.count == 1)
        let list = try await browser.get(Self.access)
        #expect(list.text.contains("The role was given."))
        // Another form for the same is no click too many.
        let other = Browser.value(of: "request", in: try await browser.get("\(Self.access)/new").text) ?? ""
        #expect(other != word)
        let again = try await Self.give(browser, request: other)
        #expect(again.status == 422 && again.text.contains("has this role here for a part of that time"))
        // The first form with something else in it is told, and stays filled in.
        try await browser.get("\(Self.access)/new")
        let changed = try await Self.give(browser, request: word, name: "Nora D.")
        #expect(changed.status == 409 && changed.text.contains("This form was sent before") && changed.text.contains("value=\"Nora D.\""))
        PageRules.check(changed, "sent before")
    }

    @Test func `a store that answers nobody gives the form of a role back`() async throws {
        let service = try await Service()
        let browser = try await service.browser("m", Self.manager)
        let word = Browser.value(of: "request", in: try await browser.get("\(Self.access)/new").text) ?? ""
        service.store.close()
        let page = try await Self.give(browser, request: word)
        #expect(page.status == 503 && page.headers[.retryAfter] == "5")
        PageRules.check(page, "closed")
        #expect(page.text.contains("value=\"Nora Dubois\"") && page.text.contains("Try again in 1 minute."))
    }

    // MARK: Notes

    @Test func `a query makes no note of what nobody did`() async throws {
        let service = try await Service()
        let browser = try await service.browser()
        let issued = try #require(try await Self.issue(browser).headers[.location])
        let detail = issued.replacing("/issued", with: "")
        for act in ["resend", "reissue", "address", "revoke"] {
            #expect(try await !browser.get("\(detail)?done=\(act)").text.contains("class=\"done\" role=\"status\""), "\(act)")
        }
        let manager = try await service.browser("m", Self.manager)
        for word in ["given", "ended"] {
            #expect(try await !manager.get("\(Self.access)?done=\(word)").text.contains("class=\"done\" role=\"status\""), "\(word)")
        }
    }

    @Test func `a note is told once, on its page and in its session`() async throws {
        let service = try await Service()
        let (browser, other) = (try await service.browser(), try await service.browser("officer-2"))
        let issued = try #require(try await Self.issue(browser).headers[.location])
        let detail = issued.replacing("/issued", with: "")
        service.clock.advance(by: .seconds(61))
        try await browser.get("\(detail)/resend")
        #expect(try await browser.post("\(detail)/resend").headers[.location] == detail)
        #expect(try await !other.get(detail).text.contains("The mail was sent again."))
        #expect(try await !browser.get(issued).text.contains("The mail was sent again."))
        let cookie = browser.cookies.map { "\($0.key)=\($0.value)" }.joined(separator: "; ")
        #expect(try await service.ask(.head, detail, key: .some(nil), headers: [.cookie: cookie]).status == 200)
        let page = try await browser.get(detail)
        PageRules.check(page, "note")
        #expect(page.text.contains("The mail was sent again."))
        #expect(try await !browser.get(detail).text.contains("The mail was sent again."))
    }

    // MARK: The fields

    @Test(arguments: ["no_eid", "no_number", "eid_unusable"])
    func `nobody vouches for an identity by leaving a field alone, and what is needed is marked`(one: String) async throws {
        let service = try await Service()
        let browser = try await service.browser()
        let page = try await browser.get("/console/activations/new/\(one)")
        for value in ["normal", "low"] { #expect(page.text.contains("name=\"assurance\" type=\"radio\" value=\"\(value)\">")) }
        let register = one == "no_number" ? 2 : 0
        // Five to choose from, what is typed, and what is ticked.
        #expect(page.text.matches(of: /<fieldset class="group" role="radiogroup" aria-required="true"/).count == 6)
        #expect(page.text.matches(of: /<input [^>]*aria-required="true"/).count == 4 + register)
        #expect(page.text.matches(of: /<span class="needed">\(required\)<\/span>/).count == 10 + register)
        let without = Self.filled.filter { $0.0 != "assurance" }
        let refused = try await browser.post("/console/activations/new/\(one)", without)
        #expect(refused.status == 422 && refused.text.contains("id=\"f-assurance-error\""))
    }

    @Test func `what a field is told about stands at the field`() async throws {
        let service = try await Service()
        let browser = try await service.browser()
        let page = try await browser.get(Self.path).text
        #expect(page.contains("aria-describedby=\"f-citizen_number-hint f-citizen_number-check\""))
        #expect(page.contains("aria-describedby=\"f-email-hint f-email-check\""))
        let faulty = try await Self.issue(browser, "jan@").text
        #expect(faulty.contains("aria-describedby=\"f-email-hint f-email-error f-email-check\" aria-invalid=\"true\""))
        // Each that is named is there.
        for html in [page, faulty] {
            for match in html.matches(of: /aria-describedby="([^"]*)"/) {
                for id in match.output.1.split(separator: " ") { #expect(html.contains("id=\"\(id)\""), "\(id)") }
            }
        }
    }

    @Test func `warnings to confirm are a group with a name`() async throws {
        let service = try await Service()
        let browser = try await service.browser()
        let page = try await Self.issue(browser, "info@gmial.com").text
        let box = "<div class=\"wait\" role=\"alert\" id=\"errors\" tabindex=\"-1\" autofocus>\n"
        #expect(page.contains(box + "<fieldset class=\"group\">\n<legend>Confirm what looks odd</legend>"))
    }
}
