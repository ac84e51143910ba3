import Foundation
import Issuance
import Mail
import TestKit
import Testing

@testable import Postduif

/// The built program with persons: what a command gives counts in the running service at once.
@Suite("Signing in", .serialized)
struct SignInProcessTests {
    private struct Minted: Decodable { let token: String }
    private struct Given: Decodable {
        let id: String
        let person: String
    }

    private static func mint(_ service: ServiceProcess, _ subject: String, _ more: String...) async throws -> String {
        let minted = try await service.command(["token", "mint", "--subject", subject, "--json"] + more)
        try #require(minted.status == 0, "\(minted.errors)")
        return try JSONDecoder().decode(Minted.self, from: Data(minted.output.utf8)).token
    }

    private static func give(_ service: ServiceProcess, _ subject: String, _ more: String...) async throws -> Given {
        let given = try await service.command(["grant", "add", "--subject", subject, "--name", "Jan Peeters", "--json"] + more)
        try #require(given.status == 0, "\(given.errors)")
        return try JSONDecoder().decode(Given.self, from: Data(given.output.utf8))
    }

    @Test("with the local issuer: a role is given with and without a running service, and withdrawn at once")
    func local() async throws {
        let service = try ServiceProcess(relay: ServiceProcess.clear(1), extra: "oidc: { local: true }")
        try await service.prepare()
        _ = try await Self.give(service, "officer-1", "--role", "registration_officer", "--municipality", "62063")
        try await service.start()
        let mode = try FileManager.default.attributesOfItem(atPath: service.queue + "/issuer.key")[.posixPermissions] as? Int
        #expect(mode == 0o600)
        service.key = try await Self.mint(service, "officer-1")
        #expect(try await service.get("/v1/messages").status == 200)
        #expect(try await service.get("/v1/queue").status == 403)
        service.key = try await Self.mint(service, "operator-1")
        #expect(try await service.get("/v1/queue").status == 403)
        let grant = try await Self.give(service, "operator-1", "--role", "operator").id
        #expect(try await service.get("/v1/queue").status == 200)
        let listed = try await service.command(["grant", "list"])
        #expect(
            listed.output.contains(grant) && listed.output.contains("Jan Peeters") && listed.output.contains("62063"), "\(listed.output)")
        let own = try await service.command(["grant", "list", "--municipality", "62063"])
        #expect(!own.output.contains(grant) && own.output.contains("registration_officer"), "\(own.output)")
        let revoked = try await service.command(["grant", "revoke", grant])
        #expect(revoked.status == 0 && revoked.output.contains("withdrawn"), "\(revoked.errors)")
        #expect(try await service.get("/v1/queue").status == 403)
        await service.stop()
        let log = try String(contentsOfFile: service.log, encoding: .utf8)
        #expect(log.contains("oidc.local"))
        for secret in ["officer-1", "Peeters", service.key] { #expect(!log.contains(secret)) }
    }

    @Test("addresses of a grant and of a token are asked about, a name is erased, and neither is written anywhere")
    func person() async throws {
        let service = try ServiceProcess(relay: ServiceProcess.clear(1), extra: "oidc: { local: true }")
        try await service.prepare()
        let given = try await Self.give(
            service, "officer-1", "--role", "registration_officer", "--municipality", "62063", "--email", "granted@example.be")
        try await service.start()
        let front = service.key
        @Sendable func body(_ email: String) -> String {
            """
            {"citizen_number": "70010199861", "case": "no_eid", "email": "\(email)", "language": "fr", "municipality": "62063", \
            "identification": {"document": "passport", "country": "BE", "checked_with": "checkdoc", "result": "no_hit"}}
            """
        }
        func warned(_ email: String) async throws -> Bool {
            let answer = try await service.post("/v1/activations", body(email))
            return answer.status == 422 && answer.body.contains("address_of_officer")
        }
        #expect(try await warned("granted@example.be"))
        service.key = try await Self.mint(service, "officer-1", "--email", "Of.Token@example.be")
        #expect(try await warned("of.token@example.be"))
        service.key = front
        // No request waits for an address to be known.
        #expect(
            try await eventually {
                let trial = #"{"dry_run": true, "items": [\#(body("of.token@example.be"))]}"#
                return try await service.post("/v1/activations:batch", trial).body.contains("address_of_officer")
            })
        #expect(try await warned("of.token@example.be"))
        #expect(try await !warned("granted@example.be"))
        let erased = try await service.command(["grant", "erase-name", given.person])
        #expect(erased.status == 0 && erased.output.contains(given.person), "\(erased.errors)")
        let listed = try await service.command(["grant", "list"])
        #expect(listed.output.contains(given.person) && !listed.output.contains("Peeters"), "\(listed.output)")
        #expect(try await !warned("of.token@example.be"))
        await service.stop()
        let unknown = try await service.command(["grant", "erase-name", "psn_x"])
        #expect(unknown.status != 0 && unknown.errors.contains("grant list"), "\(unknown.errors)")
        for name in ["queue/postduif.sqlite", "log"] {
            let data = try Data(contentsOf: URL(fileURLWithPath: service.folder.file(name)))
            for secret in ["granted@", "f.token@", "F.Token@", "Peeters"] { #expect(data.range(of: Data(secret.utf8)) == nil, "\(name)") }
        }
    }

    @Test("what is refused says so, with the fix")
    func refused() async throws {
        let service = try ServiceProcess(relay: ServiceProcess.clear(1))
        try await service.prepare()
        let mint = ["token", "mint", "--subject", "a"]
        let grant = ["grant", "add", "--subject", "a", "--name", "A"]
        for (arguments, status, part) in [
            (mint, 1, "set oidc.local to true"), (mint + ["--lifetime", "13h"], 2, "from 1m to 12h"),
            (["token", "mint", "--subject", ""], 2, "1 to 255 octets"), (grant + ["--role", "operator"], 1, "set oidc.issuer"),
            (grant + ["--role", "chief"], 1, "role: give one of registration_officer"), (["grant", "revoke", "grt_x"], 1, "no such grant"),
            (["grant", "list", "--municipality", "99999"], 1, "not registered"),
        ] as [([String], Int32, String)] {
            let result = try await service.command(arguments)
            #expect(result.status == status && result.errors.contains(part), "\(arguments): \(result.errors)")
        }
        let environment = ["POSTDUIF_OIDC_LOCAL": "true"]
        for (more, part) in [
            (["--role", "operator", "--municipality", "62063"], "role: operator reaches everywhere"),
            (["--role", "registration_officer"], "role: registration_officer is held in a municipality"),
            (["--role", "registration_officer", "--municipality", "99999"], "municipality: 99999 is not registered"),
            (["--role", "auditor", "--valid-until", "2020-01-01"], "valid_until: It must end after it begins"),
        ] {
            let result = try await service.command(grant + more, environment: environment)
            #expect(result.status == 1 && result.errors.contains(part), "\(more): \(result.errors)")
        }
    }

    @Test("with an issuer whose keys come from a URL, also when it is away at first")
    func url() async throws {
        let issuer = TestIssuer()
        let server = try await KeyServer(.body(try issuer.keySet()))
        let oidc = "oidc: { issuer: \(TestIssuer.name), audience: \(TestIssuer.audience), jwks_url: \"\(server.url)\" }"
        let service = try ServiceProcess(relay: ServiceProcess.clear(1), extra: oidc)
        try await service.prepare()
        try await service.start()
        let now = Instant(seconds: Int64(Date.now.timeIntervalSince1970))
        for algorithm in SignatureAlgorithm.allCases {
            service.key = try issuer.token(algorithm, claims: TestIssuer.claims(at: now)).revealText()
            #expect(try await service.get("/v1/queue").status == 403)
        }
        _ = try await Self.give(service, "officer-1", "--role", "operator")
        #expect(try await service.get("/v1/queue").status == 200)
        service.key = try issuer.token(claims: TestIssuer.claims(at: now, ["aud": #""other""#])).revealText()
        #expect(try await service.get("/v1/queue").status == 401)
        let minted = try await service.command(["token", "mint", "--subject", "a"])
        #expect(minted.status == 1 && minted.errors.contains("tokens come from \(TestIssuer.name)"), "\(minted.errors)")
        let sound = try await service.command(["doctor"])
        #expect(sound.output.contains("ok    sign-in: 4 keys of \(TestIssuer.name)"), "\(sound.output)")
        #expect(try await !service.get("/readyz").body.contains("sign in"))
        await service.stop()
        try await server.stop()
        let away = try await service.command(["doctor"])
        #expect(away.output.contains("FAULT sign-in: the issuer could not be reached"), "\(away.output)")
        try await service.start()
        #expect(try await service.get("/v1/queue").status == 401)
        let ready = try await service.get("/readyz")
        #expect(ready.status == 200 && ready.body.contains("nobody can sign in: the issuer's keys were not fetched yet"), "\(ready.body)")
        let told = try await service.command(["doctor"])
        #expect(told.output.contains("in the service nobody can sign in"), "\(told.output)")
        let queue = try await service.command(["queue", "status"])
        #expect(queue.output.contains("sign-in: nobody can sign in"), "\(queue.output)")
        await service.stop()
        #expect(try String(contentsOfFile: service.log, encoding: .utf8).contains("nobody can sign in yet"))
    }

    @Test("a file without a key that can be used stops the start")
    func file() async throws {
        let folder = try TemporaryFolder()
        try folder.write(#"{"keys":[{"kty":"oct","k":"AA"}]}"#, to: "keys.json")
        let oidc = "oidc: { issuer: \(TestIssuer.name), audience: postduif, jwks_file: \(folder.file("keys.json")) }"
        let service = try ServiceProcess(relay: ServiceProcess.clear(1), extra: oidc)
        let result = try await service.command(["serve"])
        #expect(
            result.status == 1 && result.errors.contains("'oidc.jwks_file': the key set has no key that can be used"), "\(result.errors)")
    }
}
