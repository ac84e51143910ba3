import API
import HTTPTypes
import Issuance
import Mail
import Queue
import StoreSQLite
import TestKit
import Testing

/// Callers who signed in: what their roles open, and where.
@Suite(.timeLimit(.minutes(5))) struct PersonTests {
    /// The whole table: each route for a person with one role.
    @Test(arguments: Role.allCases)
    func `roles open their routes and no others`(role: Role) async throws {
        let service = try await Service()
        let token = try await service.signIn("somebody", [HeldRole(role, in: role.place == .everywhere ? nil : "62063")])
        for route in apiRoutes(service.services) {
            guard case .scoped(let scopes) = route.access else { continue }
            let answer = try await service.ask(
                route.method, Service.path(of: route), body: route.method == .post ? "{\"x\":1}" : nil, key: token)
            if scopes.isDisjoint(with: role.scopes) {
                #expect(answer.status == 403, "\(route.path)")
                #expect(try answer.problem() == "forbidden")
            } else {
                // The queue belongs to no municipality.
                let isShared = route.path.hasPrefix("/v1/queue") && role.place != .everywhere
                #expect(isShared ? answer.status == 403 : ![401, 403].contains(answer.status), "\(route.path) \(answer.text)")
            }
        }
    }

    @Test func `an officer issues for the municipality of the role alone`() async throws {
        let service = try await Service()
        let token = try await service.signIn("officer", [HeldRole(.registrationOfficer, in: "62063")])
        let issued = try await service.ask(.post, "/v1/activations", body: Bodies.activation(), key: token)
        #expect(issued.status == 201, "\(issued.text)")
        let id = try issued.string("id")
        #expect(try await service.ask(.get, "/v1/activations/\(id)", key: token).status == 200)
        let other = Bodies.activation(language: "nl", municipality: "11002", email: "els@example.be")
        let refused = try await service.ask(.post, "/v1/activations", body: other, key: token)
        #expect(refused.status == 403)
        #expect(try refused.problem() == "forbidden")
        let stranger = try await service.signIn("stranger", [HeldRole(.registrationOfficer, in: "11002")])
        #expect(try await service.ask(.get, "/v1/activations/\(id)", key: stranger).status == 404)
        #expect(try await service.ask(.post, "/v1/activations/\(id)/resend", key: stranger).status == 404)
    }

    @Test func `an activation to an officer's address asks, his own and a colleague's, and he confirms`() async throws {
        let service = try await Service(scopes: [.activationsWrite, .admin])
        let email = "officer@example.be"
        let officer = try await service.signIn("officer", [HeldRole(.registrationOfficer, in: "62063")], email: email)
        let colleague = try await service.signIn("colleague", [HeldRole(.registrationOfficer, in: "62063")])
        let body = Bodies.activation(email: "Officer@example.be")
        func codes(_ key: String) async throws -> [JSONValue?] {
            let answer = try await service.ask(.post, "/v1/activations", body: body, key: key)
            guard answer.status == 422, case .array(let warnings)? = try answer.json()["warnings"] else { return [] }
            #expect(!answer.text.contains("fficer@"))
            return warnings.map { $0["code"] }
        }
        #expect(try await codes(officer) == [.string("address_of_officer")])
        // His token told it: soon it is known to others, who are asked too; no request waits for that.
        #expect(
            try await eventually {
                let trial = #"{"dry_run":true,"items":[\#(body)]}"#
                let answer = try await service.ask(.post, "/v1/activations:batch", body: trial, key: colleague)
                return answer.text.contains("address_of_officer")
            })
        #expect(try await codes(colleague) == [.string("address_of_officer")])
        let confirmed = body.replacing(#""language""#, with: #""confirm_warnings":["address_of_officer"],"language""#)
        #expect(try await service.ask(.post, "/v1/activations", body: confirmed, key: colleague).status == 201)
        let given = #"{"subject":"other","name":"B","role":"auditor","email":"els@example.be"}"#
        #expect(try await service.ask(.post, "/v1/municipalities/11002/grants", body: given).status == 201)
        let other = Bodies.activation(email: "els@example.be")
        #expect(try await service.ask(.post, "/v1/activations", body: other).problem() == "warnings")
        #expect(!service.lines.all.contains { $0.contains("officer@") || $0.contains("els@") })
    }

    @Test func `messages are those of all municipalities of the role, and of no other`() async throws {
        let service = try await Service()
        _ = try await service.issued("fr")
        _ = try await service.issued("nl", email: "els@example.be")
        _ = try await service.issued("de", email: "uwe@example.be")
        _ = try await service.ask(.post, "/v1/codes", body: Bodies.code)
        func listed(_ token: String) async throws -> Int {
            let answer = try await service.ask(.get, "/v1/messages", key: token)
            guard case .array(let messages)? = try answer.json()["messages"] else { return -1 }
            return messages.count
        }
        #expect(try await listed(try await service.signIn("one", [HeldRole(.registrationOfficer, in: "62063")])) == 1)
        let two = [HeldRole(.registrationOfficer, in: "62063"), HeldRole(.registrationOfficer, in: "11002")]
        #expect(try await listed(try await service.signIn("two", two)) == 2)
        // An auditor's municipality does not count here.
        let mixed = [HeldRole(.registrationOfficer, in: "62063"), HeldRole(.auditor, in: "11002")]
        #expect(try await listed(try await service.signIn("mixed", mixed)) == 1)
        #expect(try await listed(try await service.signIn("operator", [HeldRole(.operator, in: nil)])) == 4)
    }

    @Test func `an auditor reads the log of the municipality of the role, or all of it`() async throws {
        let service = try await Service()
        _ = try await service.issued("fr")
        _ = try await service.issued("nl", email: "els@example.be")
        let own = try await service.signIn("auditor", [HeldRole(.auditor, in: "62063")])
        let all = try await service.signIn("auditor-of-all", [HeldRole(.auditor, in: nil)])
        func municipalities(_ token: String, _ query: String = "") async throws -> Set<JSONValue?> {
            let answer = try await service.ask(.get, "/v1/audit?limit=200\(query)", key: token)
            guard case .array(let entries)? = try answer.json()["entries"] else { return [] }
            return Set(entries.map { $0["municipality"] })
        }
        #expect(try await municipalities(own) == [.string("62063")])
        #expect(try await municipalities(all).isSuperset(of: [.string("62063"), .string("11002"), .null]))
        #expect(try await service.ask(.get, "/v1/audit?municipality=11002", key: own).status == 403)
        #expect(try await service.ask(.get, "/v1/messages", key: all).status == 403)
    }

    @Test func `an officer of two municipalities lists the activations of both and of no other`() async throws {
        let service = try await Service()
        _ = try await service.issued("fr")
        _ = try await service.issued("nl", email: "els@example.be")
        _ = try await service.issued("de", email: "uwe@example.be")
        let roles = [HeldRole(.registrationOfficer, in: "62063"), HeldRole(.registrationOfficer, in: "11002")]
        let token = try await service.signIn("officer", roles)
        let answer = try await service.ask(.get, "/v1/activations", key: token)
        guard case .array(let activations)? = try answer.json()["activations"] else {
            Issue.record("\(answer.text)")
            return
        }
        #expect(Set(activations.map { $0["municipality"] }) == [.string("62063"), .string("11002")])
    }

    @Test func `a role that is withdrawn, over or yet to come opens nothing`() async throws {
        let service = try await Service()
        let token = try await service.signIn("officer", [HeldRole(.registrationOfficer, in: "62063")], until: "2026-11-25")
        let withdrawn = try await service.signIn("former", [HeldRole(.registrationOfficer, in: "62063")])
        let future = try await service.signIn("future", [HeldRole(.registrationOfficer, in: "62063")], from: "2026-11-24")
        func status(_ token: String) async throws -> Int { try await service.ask(.get, "/v1/messages", key: token).status }
        #expect(try await [status(token), status(withdrawn), status(future)] == [200, 200, 403])
        let grant = try #require(
            try await service.store.grants(in: "62063", after: nil, limit: 10).first {
                $0.grant.validFrom <= service.clock.now && $0.grant.validUntil == nil
            })
        _ = try await service.grants.withdraw(grant.grant.id, by: .localOperator)
        #expect(try await status(withdrawn) == 403)
        service.clock.jump(to: try #require(Instant(brusselsDay: "2026-11-24")))
        #expect(try await [status(token), status(future)] == [200, 200])
        service.clock.jump(to: try #require(Instant(brusselsDay: "2026-11-25")))
        #expect(try await status(token) == 403)
    }

    @Test func `a good token without a role is told what it lacks, every other is answered alike`() async throws {
        let service = try await Service()
        let token = try await service.signIn("nobody", [])
        let without = try await service.ask(.get, "/v1/messages", key: token)
        #expect(without.status == 403)
        #expect(try without.string("detail") == "This needs the role registration_officer or operator, in force now.")
        let fronts = try await service.ask(.post, "/v1/codes", body: Bodies.code, key: token)
        #expect(fronts.status == 403)
        #expect(try fronts.string("detail") == "This is for fronts: it needs an API key.")
        let refused = try await [
            "a.b.c", "pdk_x", service.key + "x", String(repeating: "a", count: 9_000), "e30.e30.",
        ].asyncMap { try await service.ask(.get, "/v1/messages", key: $0) }
        #expect(refused.allSatisfy { $0.status == 401 && $0.bytes == refused[0].bytes })
        #expect(refused.allSatisfy { $0.headers[.wwwAuthenticate] == "Bearer realm=\"postduif\"" })
    }

    @Test func `an Idempotency-Key is a person's own`() async throws {
        let service = try await Service()
        var ids: Set<String> = []
        for name in ["one", "two"] {
            let token = try await service.signIn(name, [HeldRole(.registrationOfficer, in: "62063")])
            let body = Bodies.activation(email: "\(name)@example.be")
            let first = try await service.ask(.post, "/v1/activations", body: body, key: token, headers: [.idempotencyKey: "k"])
            let again = try await service.ask(.post, "/v1/activations", body: body, key: token, headers: [.idempotencyKey: "k"])
            #expect(again.headers[.idempotencyReplayed] == "true")
            #expect(try first.string("id") == again.string("id"))
            ids.insert(try first.string("id"))
        }
        #expect(ids.count == 2)
    }
}

extension Array {
    /// One after the other.
    fileprivate func asyncMap<Result>(_ transform: (Element) async throws -> Result) async rethrows -> [Result] {
        var results: [Result] = []
        for element in self { results.append(try await transform(element)) }
        return results
    }
}
