import Foundation
import Issuance
import Logging
import Mail
import TestKit
import Testing

@testable import Postduif

@Suite("The local issuer") struct LocalIssuerTests {
    private let folder: TemporaryFolder
    private let clock = ManualClock()

    init() throws { folder = try TemporaryFolder() }

    private func person(of token: Secret, _ issuer: LocalIssuer) async -> PersonIdentity? {
        let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        let rules = TokenRules(
            issuer: LocalIssuer.name, audience: LocalIssuer.audience, algorithms: [.eddsa], clockSkew: .zero)
        let keys = KeySetCache(source: issuer, clock: clock, logger: logger)
        return await TokenVerifier(rules: rules, keys: keys, clock: clock, logger: logger).person(of: token)
    }

    @Test("makes tokens that speak for their subject until they end")
    func mint() async throws {
        let issuer = try await LocalIssuer.open(directory: folder.path, random: SeededRandom(seed: 1))
        let subject = "officer \"1\" é"
        let token = try issuer.mint(subject: subject, lifetime: .seconds(60), now: clock.now)
        #expect(await person(of: token, issuer) == PersonIdentity(issuer: LocalIssuer.name, subject: subject))
        let withAddress = try issuer.mint(subject: "a", email: "jan@example.be", lifetime: .seconds(60), now: clock.now)
        #expect(await person(of: withAddress, issuer)?.email?.text == "jan@example.be")
        clock.advance(by: .seconds(60))
        #expect(await person(of: token, issuer) == nil)
    }

    @Test("keeps its key in a file of its own user, for every later start")
    func key() async throws {
        let first = try await LocalIssuer.open(directory: folder.path, random: SeededRandom(seed: 1))
        let attributes = try FileManager.default.attributesOfItem(atPath: folder.file("issuer.key"))
        #expect(attributes[.posixPermissions] as? Int == 0o600)
        let second = try await LocalIssuer.open(directory: folder.path, random: SeededRandom(seed: 2))
        let token = try first.mint(subject: "a", lifetime: .seconds(60), now: clock.now)
        #expect(await person(of: token, second) != nil)
        let other = try await LocalIssuer(seed: SeededRandom(seed: 3).bytes(32))
        #expect(await person(of: token, other) == nil)
    }

    @Test(
        "takes no key that others can read, nor one that is none",
        arguments: [("postduif-issuer-1:AAAA", 0o600), ("", 0o600), ("postduif-seal-1:\(String(repeating: "A", count: 43))", 0o600)])
    func fault(_ text: String, _ mode: Int) async throws {
        try folder.write(text, to: "issuer.key", mode: mode)
        await #expect(throws: StartFault.self) { try await LocalIssuer.open(directory: folder.path, random: SeededRandom(seed: 1)) }
    }

    @Test("takes no key that others can read")
    func mode() async throws {
        _ = try await LocalIssuer.open(directory: folder.path, random: SeededRandom(seed: 1))
        try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: folder.file("issuer.key"))
        let fault = await #expect(throws: StartFault.self) {
            try await LocalIssuer.open(directory: folder.path, random: SeededRandom(seed: 1))
        }
        #expect(fault?.description.contains("chmod 600") == true)
    }

    @Test(
        "names whom a token can name", arguments: [("a", true), ("", false), ("a\nb", false), (String(repeating: "a", count: 256), false)])
    func names(_ subject: String, _ expected: Bool) { #expect(LocalIssuer.canName(subject) == expected) }
}
