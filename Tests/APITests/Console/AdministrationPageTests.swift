import API
import HTTPTypes
import Issuance
import Mail
import Queue
import StoreSQLite
import TestKit
import Testing

@testable import Console

/// Municipalities, keys and the audit log, for administrators and auditors.
@Suite(.timeLimit(.minutes(5))) struct AdministrationPageTests {
    private func browser(_ service: Service, _ role: Role = .administrator, in place: String? = nil) async throws -> Browser {
        try await service.browser("a-\(role.rawValue)-\(place ?? "")", [HeldRole(role, in: place)])
    }

    @Test(
        arguments: [
            ("/console/municipalities", "/v1/municipalities"), ("/console/municipalities/62063", "/v1/municipalities/62063"),
            ("/console/keys", "/v1/keys"), ("/console/audit", "/v1/audit"),
        ])
    func `each role gets what the same operation of the API gives it`(page: String, operation: String) async throws {
        let service = try await Service()
        for role in Role.allCases {
            let place = role.place == .municipality ? "62063" : nil
            let browser = try await browser(service, role, in: place)
            let expected = try await service.ask(.get, operation, key: "token.of.a-\(role.rawValue)-\(place ?? "")").status
            #expect(try await browser.get(page).status == expected, "\(role)")
        }
    }

    @Test(arguments: Language.allCases)
    func `all pages keep to the rules in each language`(language: Language) async throws {
        let service = try await Service()
        let browser = try await service.browser("both", [HeldRole(.administrator, in: nil), HeldRole(.auditor, in: nil)])
        try await browser.get("/console/keys")
        try await browser.post("/console/language", [("language", language.rawValue), ("back", "/console/keys")])
        for path in [
            "municipalities", "municipalities/new", "municipalities/62063", "municipalities/62063/change", "municipalities/62063/agreement",
            "municipalities/62063/withdraw?number=1", "municipalities/44021", "keys", "audit",
        ] {
            let page = try await browser.get("/console/\(path)")
            #expect(page.status == 200 && page.text.contains("<html lang=\"\(language.rawValue)\">"), "\(path)")
            PageRules.check(page, path)
        }
    }

    // MARK: Municipalities

    @Test func `a municipality is registered, changed, given an agreement and loses it`() async throws {
        let service = try await Service()
        let browser = try await browser(service)
        #expect(try await browser.get("/console/municipalities").text.contains("Nothing can be issued"))
        let form = try await browser.get("/console/municipalities/new")
        let request = try #require(Browser.value(of: "request", in: form.text))
        let added = try await browser.post("/console/municipalities", [("nis", "71016"), ("name", "<b>Genk</b>"), ("request", request)])
        #expect(added.headers[.location] == "/console/municipalities/71016", "\(added.text)")
        let page = try await browser.get("/console/municipalities/71016")
        #expect(
            page.text.contains("&lt;b&gt;Genk&lt;/b&gt;") && !page.text.contains("<b>Genk") && page.text.contains("Nothing can be issued"))
        try await browser.get("/console/municipalities/71016/change")
        let changed = try await browser.post(
            "/console/municipalities/71016/change", [("name", "Genk"), ("languages", "nl"), ("enterprise_number", "")])
        #expect(changed.status == 303, "\(changed.text)")
        try await browser.get("/console/municipalities/71016/agreement")
        let agreement = [
            ("signed_on", service.clock.now.brusselsDay), ("signatory", "A. Burger"), ("function", "burgemeester"),
            ("request", try #require(Browser.value(of: "request", in: browser.page.text))),
        ]
        #expect(try await browser.post("/console/municipalities/71016/agreement", agreement).status == 303)
        let good = try await browser.get("/console/municipalities/71016")
        #expect(good.text.contains("Activations can be issued") && good.text.contains("A. Burger, burgemeester"))
        let asked = try await browser.get("/console/municipalities/71016/withdraw?number=1")
        #expect(asked.text.contains("This cannot be undone"))
        #expect(try await browser.post("/console/municipalities/71016/withdraw", [("number", "1")]).status == 303)
        #expect(try await browser.get("/console/municipalities/71016").text.contains("withdrawn"))
        try await browser.get("/console/municipalities")
        #expect(try await browser.post("/console/municipalities/71016/withdraw", [("number", "1")]).status == 409)
        let actions = try await service.store.auditEntries(after: 0, limit: 100).filter { $0.object == "71016" }.map(\.action)
        #expect(actions.contains("agreement_withdrawn") && actions.contains("agreement_registered"))
    }

    @Test func `wrong fields are named with a way to each, and what was typed stays`() async throws {
        let service = try await Service()
        let browser = try await browser(service)
        try await browser.get("/console/municipalities/new")
        let wrong = try await browser.post("/console/municipalities", [("nis", "1"), ("name", "\"><script>"), ("valid_until", "x")])
        #expect(wrong.status == 422 && wrong.text.contains("href=\"#f-nis\"") && wrong.text.contains("value=\"&quot;&gt;&lt;script&gt;\""))
        PageRules.check(wrong, "wrong municipality")
        try await browser.get("/console/municipalities/62063/agreement")
        let agreement = try await browser.post("/console/municipalities/62063/agreement", [("signed_on", "tomorrow"), ("signatory", "")])
        #expect(
            agreement.status == 422 && agreement.text.contains("href=\"#f-signed_on\"") && agreement.text.contains("href=\"#f-signatory\""))
        #expect(try await browser.get("/console/municipalities/12345").status == 404)
        for number in ["9", "0", "-1", "\(Int.min)", "\(Int.max)", "99999999999999999999", "x", ""] {
            #expect(try await browser.get("/console/municipalities/62063/withdraw?number=\(number)").status == 404, "\(number)")
            try await browser.get("/console/municipalities/62063/agreement")
            let sent = try await browser.post("/console/municipalities/62063/withdraw", [("number", number)])
            #expect(sent.status == 404, "\(number): \(sent.text)")
        }
        #expect(try await browser.post("/console/municipalities", [("nis", "71016"), ("name", "Genk"), ("form_token", "x")]).status == 400)
        #expect(try await browser.get("/console/municipalities/71016").status == 404)
    }

    @Test(arguments: [Language.nl, .fr, .de])
    func `no fault, act or standing is told in English to who reads another language`(language: Language) async throws {
        let service = try await Service()
        let browser = try await service.browser("both", [HeldRole(.administrator, in: nil), HeldRole(.auditor, in: nil)])
        try await browser.get("/console/keys")
        try await browser.post("/console/language", [("language", language.rawValue), ("back", "/console/keys")])
        let day = service.clock.now
        let forms: [(page: String, form: String, fields: [(String, String)], faults: Int)] = [
            ("municipalities/new", "municipalities", [("nis", "1"), ("name", "")], 2),
            (
                "municipalities/new", "municipalities",
                [("nis", "71016"), ("name", "https://a.be"), ("languages", "nl, nl"), ("enterprise_number", "1")], 3
            ),
            ("municipalities/new", "municipalities", [("nis", "71016"), ("name", "G"), ("languages", "fr"), ("successor", "71016")], 2),
            ("municipalities/new", "municipalities", [("nis", "71016"), ("name", "G"), ("languages", "es"), ("successor", "1")], 2),
            ("municipalities/new", "municipalities", [("nis", "71016"), ("name", "G"), ("successor", "71017")], 2),
            (
                "municipalities/new", "municipalities",
                [("nis", "71016"), ("name", "G"), ("valid_from", "2030-01-01"), ("valid_until", "2029-01-01"), ("successor", "71017")], 2
            ),
            (
                "municipalities/62063/agreement", "municipalities/62063/agreement",
                [
                    ("signed_on", (day + .seconds(200_000)).brusselsDay), ("signatory", ""), ("function", "x\u{0}"),
                    ("document_digest", "12"), ("valid_until", "2001-01-01"),
                ], 5
            ),
            (
                "municipalities/62063/withdraw?number=1", "municipalities/62063/withdraw",
                [("number", "1"), ("withdrawn_on", "2001-01-01")], 1
            ),
            ("keys", "keys", [("name", "")], 2), ("keys", "keys", [("name", "x"), ("scopes", "admin"), ("municipality", "99999")], 1),
        ]
        for (place, form, fields, faults) in forms {
            try await browser.get("/console/\(place)")
            let page = try await browser.post("/console/\(form)", fields)
            #expect(page.status == 422 && page.text.ranges(of: "<li><a href=\"#f-").count == faults, "\(fields) \(page.text)")
            #expect(!page.text.contains("lang=\"en\">"), "\(fields): \(page.text)")
            PageRules.check(page, place)
        }
        for path in ["municipalities/44021", "audit"] {
            let page = try await browser.get("/console/\(path)")
            #expect(page.status == 200 && !page.text.contains("lang=\"en\">"), "\(path)")
        }
        let log = try await browser.get("/console/audit").text
        let words = [Language.nl: "Rol gegeven", .fr: "Rôle attribué", .de: "Rolle gegeben"]
        #expect(log.contains("\(words[language] ?? "")<br><code>grant_given</code>"), "\(log)")
    }

    // MARK: Keys

    @Test func `a key is made, shown once, works, and is revoked after a question`() async throws {
        let service = try await Service()
        let browser = try await browser(service)
        let form = try await browser.get("/console/keys")
        let fields = [
            ("name", "front <b>"), ("scopes", "messages:read"), ("scopes", "codes:write"),
            ("request", try #require(Browser.value(of: "request", in: form.text))),
        ]
        let made = try await browser.post("/console/keys", fields)
        #expect(made.headers[.location] == "/console/keys/made", "\(made.text)")
        #expect(try await browser.head("/console/keys/made").status == 200)
        let shown = try await browser.get("/console/keys/made")
        let key = try #require(shown.text.firstMatch(of: /<code>(pd[^<]+|[^<]{40,})<\/code>/)?.output.1)
        #expect(try await service.ask(.get, "/v1/messages", key: .some(String(key))).status == 200)
        PageRules.check(shown, "made")
        #expect(try await browser.get("/console/keys/made").text.contains("was shown already"))
        // The same form again makes no second one.
        try await browser.get("/console/keys")
        #expect(try await browser.post("/console/keys", fields).status == 303 || browser.page.status == 409)
        #expect(service.keys.keys.filter { $0.name == "front <b>" }.count == 1)
        let list = try await browser.get("/console/keys")
        #expect(list.text.contains("front &lt;b&gt;") && !list.text.contains(key))
        let id = try #require(service.keys.keys.first { $0.name == "front <b>" }?.id)
        #expect(try await browser.get("/console/keys/\(id)/revoke").text.contains("This cannot be undone"))
        #expect(try await browser.post("/console/keys/\(id)/revoke").status == 303)
        #expect(try await service.ask(.get, "/v1/messages", key: .some(String(key))).status == 401)
        #expect(try await browser.get("/console/keys").text.contains("Revoked on"))
    }

    @Test(arguments: [
        [("name", ""), ("scopes", "admin")], [("name", "x")], [("name", "x"), ("scopes", "audit:read")],
        [("name", "x"), ("scopes", "admin"), ("municipality", "99999")],
    ])
    func `a wrong key is not made`(fields: [(String, String)]) async throws {
        let service = try await Service()
        let browser = try await browser(service)
        try await browser.get("/console/keys")
        let count = service.keys.keys.count
        let answer = try await browser.post("/console/keys", fields)
        #expect(answer.status == 422 && answer.text.contains("Check these points"))
        #expect(service.keys.keys.count == count)
        let auditor = try await self.browser(service, .auditor)
        try await auditor.get("/console/audit")
        #expect(try await auditor.post("/console/keys", [("name", "x"), ("scopes", "admin")]).status == 403)
    }

    // MARK: Audit

    @Test func `the log is narrowed and paged, and an auditor of a municipality sees its own`() async throws {
        let service = try await Service()
        for name in ["a", "b", "c"] { _ = try await service.issued(email: "\(name)@example.be") }
        let administrator = try await browser(service)
        let page = try await administrator.get("/console/audit?action=activation_issued")
        #expect(page.text.ranges(of: "<th scope=\"row\"").count == 3 && page.text.contains("<code>activation_issued</code>"))
        let day = service.clock.now.brusselsDay
        #expect(try await administrator.get("/console/audit?action=activation_issued&since=\(day)&until=\(day)").text.contains("<caption>"))
        #expect(try await administrator.get("/console/audit?since=2099-01-01").text.contains("No entry matches."))
        for query in ["action=x", "since=x", "municipality=1", "cursor=x"] {
            #expect(try await administrator.get("/console/audit?\(query)").status == 422, "\(query)")
        }
        let own = try await browser(service, .auditor, in: "62063")
        #expect(try await own.get("/console/audit?action=activation_issued").text.contains("<caption>"))
        #expect(!(try await own.get("/console/audit").text.contains("Is it whole?")))
        #expect(try await own.post("/console/audit/verify").status == 403)
        let other = try await browser(service, .auditor, in: "11002")
        #expect(try await other.get("/console/audit?action=activation_issued").text.contains("No entry matches."))
        #expect(try await other.get("/console/audit?municipality=62063").status == 403)
    }

    @Test func `the log is proved, and what is wrong with it told`() async throws {
        let service = try await Service()
        let auditor = try await browser(service, .auditor)
        try await auditor.get("/console/audit")
        #expect(try await auditor.post("/console/audit/verify").headers[.location] == "/console/audit")
        #expect(try await auditor.get("/console/audit").text.contains("7 entries follow one another."))
        service.operation.set(proof: AuditProof(at: service.clock.now, entries: 3, end: "3:ab", finding: .changed(4), cuts: [2]))
        #expect(try await auditor.post("/console/audit/verify").status == 303)
        let page = try await auditor.get("/console/audit")
        #expect(
            page.text.contains("It is not whole.") && page.text.contains("Entry 4 was changed or moved.")
                && page.text.contains("cut before a start: 2"))
    }
}
