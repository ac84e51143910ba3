import API
import Foundation
import HTTPTypes
import Issuance
import Mail
import StoreSQLite
import TestKit
import Testing

/// `/v1/municipalities/{nis}/grants` and `/v1/grants`.
@Suite(.timeLimit(.minutes(5))) struct GrantRouteTests {
    private static let path = "/v1/municipalities/62063/grants"
    private static let officer = #"{"subject":"officer-1","name":"Jan Peeters","role":"registration_officer"}"#

    private static func body(_ role: Role, subject: String = "officer-1") -> String {
        #"{"subject":"\#(subject)","name":"Jan Peeters","role":"\#(role.rawValue)"}"#
    }

    @Test func `a grant is given, listed and withdrawn`() async throws {
        let service = try await Service(scopes: [.admin])
        let given = try await service.ask(.post, Self.path, body: Self.officer)
        #expect(given.status == 201, "\(given.text)")
        #expect(
            try given.names() == [
                "id", "person", "role", "municipality", "state", "valid_from", "valid_until", "given_at", "given_by", "withdrawn_at",
                "withdrawn_by",
            ])
        #expect(try given.json()["person"]?["name"] == .string("Jan Peeters"))
        #expect(try given.string("state") == "in_force")
        #expect(try given.string("given_by").hasPrefix("api_"))
        let listed = try await service.ask(.get, Self.path)
        #expect(try listed.json()["grants"] == .array([given.json()]))
        let id = try given.string("id")
        let withdrawn = try await service.ask(.delete, "\(Self.path)/\(id)")
        #expect(withdrawn.status == 200)
        #expect(try withdrawn.string("state") == "withdrawn")
        #expect(try await service.ask(.delete, "\(Self.path)/\(id)").bytes == withdrawn.bytes)
        #expect(try await service.ask(.get, "/v1/municipalities/11002/grants").json()["grants"] == .array([]))
        #expect(try await service.ask(.delete, "/v1/municipalities/11002/grants/\(id)").status == 404)
    }

    /// Who gives which role in his own municipality, the other one, and everywhere: the status of each answer.
    @Test(arguments: Role.allCases)
    func `roles give what the table says`(role: Role) async throws {
        let service = try await Service(scopes: [.admin])
        let giver = try await service.signIn("giver", [HeldRole(role, in: role.place == .everywhere ? nil : "62063")])
        for (path, place) in [(Self.path, "62063"), ("/v1/municipalities/11002/grants", "11002"), ("/v1/grants", nil)]
            as [(String, String?)]
        {
            for wanted in Role.allCases {
                let answer = try await service.ask(.post, path, body: Self.body(wanted, subject: "p-\(wanted)"), key: giver)
                let fits = wanted.place == .either || wanted.place == (place == nil ? .everywhere : .municipality)
                let isOwn = role == .administrator || place == "62063"
                let isManager = role.managed.contains(wanted)
                let isAdministration = !role.managed.isEmpty && isOwn
                let expected = !isAdministration ? 403 : !fits ? 422 : isManager ? 201 : 403
                #expect(answer.status == expected, "\(wanted) \(path): \(answer.text)")
            }
        }
    }

    @Test func `nobody gives himself a role, and a co-manager touches no manager`() async throws {
        let service = try await Service(scopes: [.admin])
        let main = try await service.ask(.post, Self.path, body: Self.body(.mainAccessManager, subject: "main"))
        let co = try await service.signIn("co", [HeldRole(.coAccessManager, in: "62063")])
        let own = try await service.ask(.post, Self.path, body: Self.body(.registrationOfficer, subject: "co"), key: co)
        #expect(own.status == 403)
        #expect(try own.string("detail").hasPrefix("Nobody gives or takes a role of his own"))
        let taken = try await service.ask(.delete, "\(Self.path)/\(try main.string("id"))", key: co)
        #expect(taken.status == 403)
        let officer = try await service.ask(.post, Self.path, body: Self.officer, key: co)
        #expect(officer.status == 201)
        #expect(try officer.string("given_by").hasPrefix("psn_"))
        #expect(try await service.ask(.delete, "\(Self.path)/\(try officer.string("id"))", key: co).status == 200)
    }

    @Test func `a key that is limited to a municipality gives there alone`() async throws {
        let service = try await Service(scopes: [.admin], municipality: "62063")
        #expect(try await service.ask(.post, Self.path, body: Self.body(.mainAccessManager)).status == 201)
        #expect(try await service.ask(.post, "/v1/municipalities/11002/grants", body: Self.officer).status == 403)
        #expect(try await service.ask(.get, "/v1/municipalities/11002/grants").status == 403)
        for method in [HTTPRequest.Method.get, .post] {
            #expect(try await service.ask(method, "/v1/grants", body: method == .get ? nil : Self.body(.operator)).status == 403)
        }
    }

    @Test func `roles that reach everywhere have a path of their own`() async throws {
        let service = try await Service(scopes: [.admin])
        let given = try await service.ask(.post, "/v1/grants", body: Self.body(.operator))
        #expect(given.status == 201)
        #expect(try given.json()["municipality"] == .null)
        #expect(try await service.ask(.get, "/v1/grants").json()["grants"] == .array([given.json()]))
        #expect(try await service.ask(.delete, "/v1/grants/\(try given.string("id"))").status == 200)
    }

    @Test(arguments: [
        (#"{}"#, ["subject", "name", "role"]), (#"{"subject":"a","name":"b","role":"chief"}"#, ["role"]),
        (#"{"subject":"a","name":"b","role":"operator"}"#, ["role"]),
        (#"{"subject":" a","name":"","role":"auditor","valid_from":"2026-13-01","x":1}"#, ["x"]),
        (#"{"subject":" a","name":"","role":"auditor","valid_from":"2026-13-01"}"#, ["subject", "name", "valid_from"]),
        (#"{"subject":"a","name":"b","role":"auditor","valid_until":"2026-11-01"}"#, ["valid_until"]),
        (#"{"subject":"a","name":"b","role":"auditor","email":"jan@"}"#, ["email"]),
        (#"{"subject":"a","name":"b","role":"auditor","email":7}"#, ["email"]),
    ])
    func `every wrong field is named`(body: String, fields: [String]) async throws {
        let answer = try await Service(scopes: [.admin]).ask(.post, Self.path, body: body)
        #expect(answer.status == 422)
        #expect(try answer.faultyFields() == fields)
    }

    @Test func `a municipality or a grant that is not there is not found`() async throws {
        let service = try await Service(scopes: [.admin])
        for nis in ["99999", "x", "6206"] {
            #expect(try await service.ask(.get, "/v1/municipalities/\(nis)/grants").status == 404)
            #expect(try await service.ask(.post, "/v1/municipalities/\(nis)/grants", body: Self.officer).status == 404)
        }
        for id in ["x", GrantID(high: 1, low: 1).description] {
            #expect(try await service.ask(.delete, "\(Self.path)/\(id)").status == 404)
        }
    }

    @Test func `a role that is held is a conflict`() async throws {
        let service = try await Service(scopes: [.admin])
        #expect(try await service.ask(.post, Self.path, body: Self.officer).status == 201)
        let again = try await service.ask(.post, Self.path, body: Self.officer)
        #expect(again.status == 409)
        #expect(try again.problem() == "conflict")
    }

    @Test func `a repeated request is answered again, without the name, and kept without it`() async throws {
        let directory = FileManager.default.temporaryDirectory.appending(path: "postduif-grants-\(UUID().uuidString)").path()
        defer { try? FileManager.default.removeItem(atPath: directory) }
        let service = try await Service(scopes: [.admin], location: .directory(directory))
        let officer = Self.officer.replacing(#""role""#, with: #""email":"jan.officer@example.be","role""#)
        let first = try await service.ask(.post, Self.path, body: officer, headers: [.idempotencyKey: "k"])
        let again = try await service.ask(.post, Self.path, body: officer, headers: [.idempotencyKey: "k"])
        #expect(again.status == 201 && again.headers[.idempotencyReplayed] == "true")
        #expect(try again.string("id") == first.string("id"))
        #expect(!again.text.contains("Peeters"))
        let other = try await service.ask(.post, Self.path, body: Self.body(.auditor), headers: [.idempotencyKey: "k"])
        #expect(try other.problem() == "idempotency-conflict")
        service.store.close()
        let files = try FileManager.default.contentsOfDirectory(atPath: directory)
        #expect(files.contains { $0.hasSuffix(".sqlite") })
        for name in files {
            let bytes = [UInt8](try Data(contentsOf: URL(filePath: directory).appending(path: name)))
            for secret in ["Peeters", "officer-1", "jan.officer"] { #expect(!bytes.contains(Array(secret.utf8)), "\(name)") }
        }
    }

    /// A grant that was given for some days cannot be asked for once they are over.
    @Test func `a request that passed is answered again where it would be refused now`() async throws {
        let service = try await Service(scopes: [.admin])
        let body = #"{"subject":"officer-1","name":"Jan Peeters","role":"registration_officer","valid_until":"2026-11-24"}"#
        let first = try await service.ask(.post, Self.path, body: body, headers: [.idempotencyKey: "k"])
        #expect(first.status == 201, "\(first.text)")
        service.clock.advance(by: .seconds(12 * 3_600))
        let again = try await service.ask(.post, Self.path, body: body, headers: [.idempotencyKey: "k"])
        #expect(again.status == 201 && again.headers[.idempotencyReplayed] == "true", "\(again.text)")
        #expect(try again.string("id") == first.string("id"))
        let other = try await service.ask(.post, Self.path, body: body + " ", headers: [.idempotencyKey: "k"])
        #expect(try other.problem() == "idempotency-conflict")
        #expect(try await service.ask(.post, Self.path, body: body, headers: [.idempotencyKey: "l"]).faultyFields() == ["valid_until"])
        guard case .array(let grants)? = try await service.ask(.get, Self.path).json()["grants"] else { return }
        #expect(grants.count == 1)
    }

    @Test func `lists go page by page`() async throws {
        let service = try await Service(scopes: [.admin])
        for number in 0..<5 {
            service.clock.advance(by: .milliseconds(5))
            #expect(try await service.ask(.post, Self.path, body: Self.body(.registrationOfficer, subject: "p\(number)")).status == 201)
        }
        let first = try await service.ask(.get, "\(Self.path)?limit=3")
        let second = try await service.ask(.get, "\(Self.path)?limit=3&cursor=\(try first.string("next_cursor"))")
        #expect(try second.json()["next_cursor"] == .null)
        guard case .array(let one)? = try first.json()["grants"], case .array(let two)? = try second.json()["grants"] else { return }
        #expect(Set((one + two).map { $0["id"] }).count == 5 && two.count == 2)
        #expect(try await service.ask(.get, "\(Self.path)?limit=0&x=1").faultyFields() == ["limit", "x"])
    }

    @Test func `an administrator of all places erases a name, once, and nobody else does`() async throws {
        let service = try await Service(scopes: [.admin])
        let given = try await service.ask(.post, Self.path, body: Self.officer)
        guard case .string(let person)? = try given.json()["person"]?["id"] else { throw Service.Missing.code }
        let path = "/v1/persons/\(person)/name"
        let limited = try await service.keys.create(name: "k", scopes: [.admin], municipality: "62063").1.revealText()
        let manager = try await service.signIn("manager", [HeldRole(.mainAccessManager, in: "62063")])
        for key in [limited, manager] { #expect(try await service.ask(.delete, path, key: key).status == 403) }
        for _ in 0..<2 {
            let erased = try await service.ask(.delete, path)
            #expect(erased.status == 200)
            #expect(try erased.names() == ["id", "name"] && erased.string("id") == person && erased.string("name").isEmpty)
        }
        let listed = try await service.ask(.get, Self.path)
        #expect(!listed.text.contains("Peeters") && listed.text.contains(person) && listed.text.contains("in_force"))
        for id in ["x", PersonID(high: 1, low: 1).description] {
            #expect(try await service.ask(.delete, "/v1/persons/\(id)/name").status == 404)
        }
        let entries = try await service.store.auditEntries(after: 0, limit: 100).filter { $0.action == "name_erased" }
        #expect(entries.map(\.object) == [person] && entries.allSatisfy { $0.actor.hasPrefix("api_") && $0.details.isEmpty })
    }

    @Test func `what is given and withdrawn stands in the audit log`() async throws {
        let service = try await Service(scopes: [.admin])
        let given = try await service.ask(.post, Self.path, body: Self.officer)
        let id = try given.string("id")
        _ = try await service.ask(.delete, "\(Self.path)/\(id)")
        _ = try await service.ask(.delete, "\(Self.path)/\(id)")
        guard case .string(let person)? = try given.json()["person"]?["id"] else { return }
        let entries = try await service.store.auditEntries(after: 0, limit: 100).filter { $0.object == id }
        #expect(entries.map(\.action) == ["grant_given", "grant_withdrawn"])
        for entry in entries {
            #expect(entry.actor == (try given.string("given_by")) && entry.municipality == "62063")
            #expect(entry.details == "registration_officer \(person)")
        }
    }
}
