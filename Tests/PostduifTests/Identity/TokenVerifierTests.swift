import Crypto
import CryptoExtras
import Foundation
import Issuance
import Logging
import Mail
import TestKit
import Testing

@testable import Postduif

@Suite("Bearer tokens") struct TokenVerifierTests {
    private let issuer = TestIssuer()
    private let clock = ManualClock()

    private func verifier(_ algorithms: Set<SignatureAlgorithm> = Set(SignatureAlgorithm.allCases)) throws -> TokenVerifier {
        verifier(SetOfKeys(try issuer.keySet()), algorithms)
    }

    private func verifier(
        _ source: SetOfKeys, _ algorithms: Set<SignatureAlgorithm> = Set(SignatureAlgorithm.allCases)
    ) -> TokenVerifier {
        let rules = TokenRules(
            issuer: TestIssuer.name, audience: TestIssuer.audience, algorithms: algorithms, clockSkew: .seconds(60))
        let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        let keys = KeySetCache(source: source, clock: clock, logger: logger)
        return TokenVerifier(rules: rules, keys: keys, clock: clock, logger: logger)
    }

    private func claims(_ changes: [String: String?] = [:]) -> String { TestIssuer.claims(at: clock.now, changes) }

    @Test("of every algorithm that is taken speak for their subject", arguments: SignatureAlgorithm.allCases)
    func good(_ algorithm: SignatureAlgorithm) async throws {
        let person = try await verifier().person(of: try issuer.token(algorithm, claims: claims()))
        #expect(person == PersonIdentity(issuer: TestIssuer.name, subject: "officer-1"))
    }

    @Test(
        "have the person's address where it can be mailed to, and the issuer does not say that it was never verified",
        arguments: [
            (["email": #""Jan.P@Example.be""#], "Jan.P@example.be"),
            (["email": #""jan@example.be""#, "email_verified": "true"], "jan@example.be"),
            (["email": #""jan@example.be""#, "email_verified": "false"], nil), (["email": #""jan""#], nil), (["email": "7"], nil),
            (["email": "\"\(String(repeating: "a", count: 260))@example.be\""], nil), ([:], nil),
        ] as [([String: String?], String?)])
    func email(changes: [String: String?], expected: String?) async throws {
        let person = try #require(try await verifier().person(of: try issuer.token(claims: claims(changes))))
        #expect(person.email?.text == expected && person.subject == "officer-1")
        #expect("\(person)" == "person •••")
    }

    @Test(
        "may say it in other ways",
        arguments: [
            (nil, ["aud": #"["other","postduif"]"#]), (nil, ["exp": "1795435201.5"]), (nil, ["exp": "1795435141"]),
            (nil, ["nbf": "1795435260"]),
            (nil, ["iat": nil]), (nil, ["name": #""Jan""#]), (#"{"alg":"ES256","typ":"at+jwt","kid":"key-ES256"}"#, [:]),
            (#"{"alg":"ES256","typ":"application/at+JWT","kid":"key-ES256"}"#, [:]), (#"{"alg":"ES256"}"#, [:]),
        ] as [(String?, [String: String?])])
    func goodToo(header: String?, changes: [String: String?]) async throws {
        #expect(try await verifier().person(of: try issuer.token(header: header, claims: claims(changes))) != nil)
    }

    /// Claims of tokens that the issuer signed rightly; the clock stands at 1795435200, and clocks may differ by a minute.
    @Test(
        "whose claims are not right speak for nobody",
        arguments: [
            ["exp": "1795435140"], ["exp": nil], ["exp": #""1795435500""#], ["exp": "-1"], ["exp": "1e300"], ["nbf": "1795435261"],
            ["iat": "1795435261"], ["nbf": #""x""#], ["iss": #""https://login.example.be/realms/LRA""#], ["iss": nil],
            ["iss": #"["https://login.example.be/realms/lra"]"#], ["aud": #""other""#], ["aud": nil], ["aud": "[]"], ["aud": #"["other"]"#],
            ["aud": #""postduif2""#], ["sub": nil], ["sub": #""""#], ["sub": "7"], ["sub": "\"\(String(repeating: "s", count: 256))\""],
            // The second one would count for a reader that takes the last.
            ["sub": #""officer-2","sub":"officer-1""#],
        ] as [[String: String?]])
    func badClaims(_ changes: [String: String?]) async throws {
        #expect(try await verifier().person(of: try issuer.token(claims: claims(changes))) == nil)
    }

    @Test(
        "whose header is not right speak for nobody",
        arguments: [
            #"{"alg":"none","kid":"key-ES256"}"#, #"{"alg":"None","kid":"key-ES256"}"#, #"{"alg":"","kid":"key-ES256"}"#,
            #"{"kid":"key-ES256"}"#,
            #"{"alg":"HS256","kid":"key-ES256"}"#, #"{"alg":"ES384","kid":"key-ES256"}"#, #"{"alg":"RS256","kid":"key-ES256"}"#,
            #"{"alg":"ES256","kid":"key-EdDSA"}"#, #"{"alg":"ES256","kid":"other"}"#, #"{"alg":"ES256","kid":7}"#,
            #"{"alg":"ES256","kid":"key-ES256","crit":["exp"]}"#, #"{"alg":"ES256","kid":"key-ES256","typ":"logout+jwt"}"#,
            #"{"alg":"ES256","kid":"key-ES256","typ":7}"#, #"{"alg":"none","alg":"ES256","kid":"key-ES256"}"#, "[]", "7", "",
        ])
    func badHeader(_ header: String) async throws {
        #expect(try await verifier().person(of: try issuer.token(header: header, claims: claims())) == nil)
    }

    @Test("with another signature speak for nobody", arguments: SignatureAlgorithm.allCases)
    func badSignature(_ algorithm: SignatureAlgorithm) async throws {
        let verifier = try verifier()
        let token = try issuer.token(algorithm, claims: claims()).revealText()
        let parts = token.split(separator: ".").map(String.init)
        let other = TestIssuer.base64URL(Data(claims(["sub": #""officer-2""#]).utf8))
        var tampered = ["\(parts[0]).\(other).\(parts[2])", "\(parts[0]).\(parts[1]).", "\(parts[0]).\(parts[1])", "\(token)."]
        tampered += ["\(token)=", "\(token.dropLast(8))", "\(token)AAAA", "\(parts[0]).\(parts[1]).\(String(repeating: "A", count: 86))"]
        tampered.append(token.replacing(parts[0], with: parts[0] + "="))
        for text in tampered { #expect(await verifier.person(of: Secret(text)) == nil, "\(text.count)") }
        #expect(await verifier.person(of: Secret(token)) != nil)
    }

    @Test("of another's key with the right name speak for nobody")
    func otherKey() async throws {
        for algorithm in [SignatureAlgorithm.es256, .eddsa] {
            #expect(try await verifier().person(of: try TestIssuer().token(algorithm, claims: claims())) == nil)
        }
    }

    /// The public key as the secret of an HMAC: in every form in which it is published.
    @Test("made with the public key as a shared secret speak for nobody")
    func publicKeyAsSecret() async throws {
        let verifier = try verifier()
        let rsa = try issuer.rsa().publicKey
        let secrets = [
            Data(rsa.pemRepresentation.utf8), rsa.derRepresentation, Data(issuer.p256.publicKey.pemRepresentation.utf8),
            issuer.p256.publicKey.x963Representation, issuer.p256.publicKey.derRepresentation, issuer.ed25519.publicKey.rawRepresentation,
            Data(try issuer.keySet()),
        ]
        for secret in secrets {
            for id in SignatureAlgorithm.allCases.map({ issuer.keyID($0.rawValue) }) {
                let header = TestIssuer.base64URL(Data(#"{"alg":"HS256","kid":"\#(id)"}"#.utf8))
                let signed = "\(header).\(TestIssuer.base64URL(Data(claims().utf8)))"
                let mac = HMAC<SHA256>.authenticationCode(for: Data(signed.utf8), using: SymmetricKey(data: secret))
                #expect(await verifier.person(of: Secret("\(signed).\(TestIssuer.base64URL(Data(mac)))")) == nil)
            }
        }
    }

    @Test("are tried with each key that has their name, or has none as they have", arguments: ["key-ES256", nil])
    func sharedName(_ name: String?) async throws {
        let kid = name.map { #""kid":"\#($0)","# } ?? ""
        let issuers = [TestIssuer(), TestIssuer()]
        let keys = try issuers.map { try $0.publicKey(.es256).replacing(#""kid":"key-ES256","#, with: kid) }
        let verifier = verifier(SetOfKeys(Array(#"{"keys":[\#(keys.joined(separator: ","))]}"#.utf8)))
        let header = #"{"alg":"ES256",\#(kid)"typ":"JWT"}"#
        for issuer in issuers { #expect(await verifier.person(of: try issuer.token(header: header, claims: claims())) != nil) }
        #expect(await verifier.person(of: try TestIssuer().token(header: header, claims: claims())) == nil)
    }

    @Test("of an algorithm that is not configured speak for nobody", arguments: SignatureAlgorithm.allCases)
    func subset(_ algorithm: SignatureAlgorithm) async throws {
        let token = try issuer.token(algorithm, claims: claims())
        #expect(try await verifier([algorithm]).person(of: token) != nil)
        #expect(try await verifier(Set(SignatureAlgorithm.allCases).subtracting([algorithm])).person(of: token) == nil)
    }

    @Test("stop being good when their time is over")
    func expiry() async throws {
        let verifier = try verifier()
        let token = try issuer.token(claims: claims())
        clock.advance(by: .seconds(359))
        #expect(await verifier.person(of: token) != nil)
        clock.advance(by: .seconds(1))
        #expect(await verifier.person(of: token) == nil)
    }

    @Test("that are larger than is taken speak for nobody")
    func size() async throws {
        let verifier = try verifier()
        func token(_ filler: Int) throws -> Secret {
            try issuer.token(claims: claims(["x": "\"\(String(repeating: "x", count: filler))\""]))
        }
        let bare = try token(0).count
        let fitting = try token((Limits.credentialOctets - bare) * 3 / 4 - 3)
        #expect(fitting.count <= Limits.credentialOctets && fitting.count > Limits.credentialOctets - 16)
        #expect(await verifier.person(of: fitting) != nil)
        let over = try token((Limits.credentialOctets - bare) * 3 / 4 + 9)
        #expect(over.count > Limits.credentialOctets)
        #expect(await verifier.person(of: over) == nil)
    }

    @Test(
        "that are garbage speak for nobody",
        arguments: [
            "", ".", "..", "...", "a.b.c", "pdk_x", "e30.e30.", "e30.e30.e30", "\u{0}.\u{0}.\u{0}", "é.é.é",
            String(repeating: ".", count: 8_192),
            String(repeating: "a", count: 100_000),
        ])
    func garbage(_ text: String) async throws {
        #expect(try await verifier().person(of: Secret(text)) == nil)
    }
}
