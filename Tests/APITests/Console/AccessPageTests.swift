import API
import HTTPTypes
import Issuance
import Mail
import TestKit
import Testing

@testable import Console

/// The access managers' pages over the real registry.
@Suite(.timeLimit(.minutes(5))) struct AccessPageTests {
    private static let manager = [HeldRole(.mainAccessManager, in: "62063")]
    private static let path = "/console/access/62063"

    private static func give(_ browser: Browser, _ changes: [String: String] = [:]) async throws -> Reading {
        try await browser.get("\(path)/new")
        let good = ["role": "registration_officer", "subject": "officer-9", "name": "Nora Dubois"]
        return try await browser.post("\(path)/new", good.merging(changes) { $1 }.map { ($0.key, $0.value) })
    }

    @Test func `a manager sees, gives and ends the roles of the municipality, and what was before`() async throws {
        let service = try await Service()
        let browser = try await service.browser("m", Self.manager)
        #expect(try await browser.get("/console").headers[.location] == "/console/access")
        #expect(try await browser.get("/console/access").headers[.location] == Self.path)
        let empty = try await browser.get(Self.path)
        PageRules.check(empty, "list")
        #expect(empty.text.contains("Main access manager") && empty.text.contains("an operator at the machine"))
        PageRules.check(try await browser.get("\(Self.path)/new"), "new")
        #expect(try await Self.give(browser).headers[.location] == Self.path)
        let list = try await browser.get(Self.path)
        #expect(list.text.contains("The role was given.") && list.text.contains("Nora Dubois") && !list.text.contains("officer-9"))
        let officer = PersonIdentity(issuer: Service.issuer, subject: "officer-9")
        #expect(service.grants.roles(of: officer) == [HeldRole(.registrationOfficer, in: "62063")])
        let end = try #require(list.text.firstMatch(of: /href="(\/console\/access\/62063\/grt_[^"]*\/end)"/)).output.1
        // The manager's own is in the list, and is not his to end.
        #expect(list.text.matches(of: /\/end"/).count == 1)
        PageRules.check(try await browser.get(String(end)), "end")
        #expect(service.grants.roles(of: officer).count == 1)
        #expect(try await browser.post(String(end)).headers[.location] == Self.path)
        #expect(service.grants.roles(of: officer).isEmpty)
        let after = try await browser.get(Self.path).text
        #expect(after.contains("The role was withdrawn."))
        let history = try #require(after.split(separator: "<h2>Before</h2>").last)
        #expect(history.contains("Nora Dubois") && history.contains("withdrawn") && history.contains("A. Person"))
        #expect(try await browser.get(String(end)).status == 409)
    }

    @Test(
        arguments: [
            (["subject": ""], "f-subject-error", "Fill this in."), (["name": " "], "f-name-error", "Fill this in."),
            (["role": ""], "f-role-error", "Choose a role."), (["subject": "officer-9 "], "f-subject-error", "Remove the spaces"),
            (["valid_until": "2020-01-01"], "f-valid_until-error", "The end must be after"), (["email": "x"], "f-email-error", "has one @"),
            (["subject": "m"], "f-subject-error", "a role of his own"),
        ])
    func `what is wrong is said beside its field, and what was given stays`(
        changes: [String: String], place: String, words: String
    ) async throws {
        let service = try await Service()
        let browser = try await service.browser("m", Self.manager)
        let page = try await Self.give(browser, changes)
        #expect(page.status == 422)
        PageRules.check(page, place)
        let error = try #require(page.text.firstRange(of: "id=\"\(place)\">"), "\(page.text)").upperBound
        #expect(page.text[error...].prefix { $0 != "<" }.contains(words))
        #expect(changes["name"] != nil || page.text.contains("value=\"Nora Dubois\""))
    }

    @Test func `the same role twice at one time is refused in words`() async throws {
        let service = try await Service()
        let browser = try await service.browser("m", Self.manager)
        #expect(try await Self.give(browser).status == 303)
        let again = try await Self.give(browser)
        #expect(again.status == 422 && again.text.contains("has this role here for a part of that time"))
    }

    @Test func `nobody gives more than his role lets him, nor elsewhere`() async throws {
        let service = try await Service()
        let co = try await service.browser("c", [HeldRole(.coAccessManager, in: "62063")])
        #expect(try await !co.get("\(Self.path)/new").text.contains("co_access_manager"))
        for role in ["co_access_manager", "main_access_manager", "operator", "administrator"] {
            let status = try await Self.give(co, ["role": role]).status
            #expect([403, 422].contains(status), "\(role): \(status)")
        }
        let officer = PersonIdentity(issuer: Service.issuer, subject: "officer-9")
        #expect(service.grants.roles(of: officer).isEmpty)
        let main = try await service.browser("m", [HeldRole(.mainAccessManager, in: "11002")])
        for path in [Self.path, "\(Self.path)/new"] { #expect(try await main.get(path).status == 403) }
        try await main.get("/console/access/11002")
        let foreign = try await main.post("\(Self.path)/new", [("role", "registration_officer"), ("subject", "officer-9"), ("name", "N")])
        #expect(foreign.status == 403 && service.grants.roles(of: officer).isEmpty)
        let mine = try await service.grants.allGrants(after: nil, limit: 10).grants.first { $0.grant.role == .coAccessManager }
        let id = try #require(mine).grant.id.description
        for place in ["62063", "11002"] {
            #expect(try await [403, 404].contains(main.post("/console/access/\(place)/\(id)/end").status), "\(place)")
        }
        let person = PersonIdentity(issuer: Service.issuer, subject: "c")
        #expect(service.grants.roles(of: person).count == 1)
    }

    /// Where a part of a page goes on.
    private static func next(_ part: Substring) -> String? {
        part.matches(of: /<a [^>]*href="([^"#]*)#[^"]*">Next page<\/a>/).first.map { String($0.output.1).replacing("&amp;", with: "&") }
    }

    @Test func `no role is hidden by the number of others, and neither is one that is over`() async throws {
        let service = try await Service()
        let browser = try await service.browser("m", Self.manager)
        let (all, over) = (1_030, 60)
        var ended: [GrantID] = []
        for number in 0..<all {
            service.clock.advance(by: .milliseconds(2))
            let request = GrantRequest(subject: "s-\(number)", name: "Person \(number).", role: .registrationOfficer)
            let answer = try await service.grants.give(request, in: "62063", by: .localOperator, idempotency: nil)
            guard case .fresh(let view) = answer else { continue }
            if number < over { ended.append(view.grant.id) }
        }
        for id in ended { _ = try await service.grants.withdraw(id, by: .localOperator) }
        for (name, expected) in [("current", over..<all), ("former", 0..<over)] {
            var (path, seen, pages): (String?, [Int], Int) = (Self.path, [], 0)
            while let next = path, pages < 60 {
                let page = try await browser.get(next)
                PageRules.check(page, next)
                let start = try #require(page.text.firstRange(of: "<section id=\"\(name)\">"), "\(page.text)").upperBound
                let end = try #require(page.text[start...].firstRange(of: "</section>")).lowerBound
                let rows = page.text[start..<end].matches(of: /Person ([0-9]+)\.<\/th>/).compactMap { Int($0.output.1) }
                #expect(rows.count <= 25)
                (seen, pages) = (seen + rows, pages + 1)
                path = Self.next(page.text[start..<end])
            }
            #expect(seen == expected.reversed(), "\(name): \(seen.count) of \(expected.count) on \(pages) pages")
        }
    }

    @Test func `an officer has no page of roles, and a manager none of activations`() async throws {
        let service = try await Service()
        let (officer, manager) = (try await service.browser(), try await service.browser("m", Self.manager))
        #expect(try await officer.get(Self.path).status == 403)
        #expect(try await !officer.get("/console/activations").text.contains("/console/access"))
        #expect(try await manager.get("/console/activations").status == 403)
    }

    @Test func `an administrator chooses the municipality`() async throws {
        let service = try await Service()
        let browser = try await service.browser("a", [HeldRole(.administrator, in: nil)])
        let page = try await browser.get("/console/access")
        PageRules.check(page, "places")
        #expect(page.text.contains("href=\"/console/access/11002\"") && page.text.contains("Antwerpen"))
        #expect(try await browser.get("/console/access/11002/new").text.contains("main_access_manager"))
    }

    @Test(arguments: ["", "x", "6206", "62063x", "99999"])
    func `a place that is none is not found`(nis: String) async throws {
        let service = try await Service()
        let browser = try await service.browser("a", [HeldRole(.administrator, in: nil)])
        #expect(try await browser.get("/console/access/\(nis)").status == (nis.isEmpty ? 200 : 404))
    }
}
