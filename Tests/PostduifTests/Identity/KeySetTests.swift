import API
import JWTKit
import Testing

@testable import Postduif

@Suite("The key set of an issuer") struct KeySetTests {
    private let issuer = TestIssuer()

    @Test("has the keys for signatures, whatever stands beside them")
    func mixed() async throws {
        let good = try issuer.publicKey(.es256, "")
        let others = [
            #"{"kty":"oct","kid":"s","k":"c2VjcmV0"}"#, #"{"kty":"EC","crv":"P-384","kid":"a","x":"AA","y":"AA"}"#,
            #"{"kty":"EC","crv":"P-256","kid":"b","x":"AA","y":"AA"}"#, #"{"kty":"OKP","crv":"X25519","kid":"c","x":"AA"}"#,
            #"{"kty":"OKP","crv":"Ed25519","kid":"d"}"#, #"{"kty":"RSA","kid":"e","n":"AQAB","e":"AQAB"}"#, #"{"kty":"RSA","kid":"f"}"#,
            #"{"kid":"g"}"#, "7", "null", try issuer.publicKey(.eddsa, #""use":"enc","#),
            try issuer.publicKey(.eddsa, #""key_ops":["sign"],"#),
            try issuer.publicKey(.eddsa, #""alg":"ES256","#),
        ]
        let text = #"{"other":[1],"keys":[\#(others.joined(separator: ",")),\#(good)]}"#
        let set = try await KeySet.read(Array(text.utf8))
        #expect(set.count == 1)
        #expect(set.verifiers(id: "key-ES256", algorithm: .es256).count == 1)
        #expect(set.verifiers(id: "key-ES256", algorithm: .rs256).isEmpty)
    }

    @Test("is none without a list of keys", arguments: ["", "[]", "{}", #"{"keys":{}}"#, #"{"keys":[],"keys":[]}"#, "\u{FEFF}{}"])
    func noSet(_ text: String) async {
        await #expect(throws: KeySetFault("what was had is no JSON Web Key Set")) { _ = try await KeySet.read(Array(text.utf8)) }
    }

    private func set(_ keys: [String]) async throws -> KeySet {
        try await KeySet.read(Array(#"{"keys":[\#(keys.joined(separator: ","))]}"#.utf8))
    }

    @Test("gives a token without a name the only key of its algorithm, and none of two with different names")
    func unnamed() async throws {
        let one = try await KeySet.read(try issuer.keySet())
        #expect(one.verifiers(id: nil, algorithm: .es256).count == 1)
        let two = try await set([try issuer.publicKey(.es256), try TestIssuer("other").publicKey(.es256)])
        #expect(two.count == 2 && two.verifiers(id: nil, algorithm: .es256).isEmpty)
    }

    /// What a key says is of the issuer's making; the names are what this is about.
    private static func named(_ key: String, _ name: String?) -> String {
        key.replacing(#""kid":"key-ES256","#, with: name.map { #""kid":"\#($0)","# } ?? "")
    }

    @Test("gives a token all keys of its name, and one without a name those that have none", arguments: ["key-ES256", nil])
    func shared(_ name: String?) async throws {
        let keys = try (0..<KeySet.keysOfOneName).map { _ in Self.named(try TestIssuer().publicKey(.es256), name) }
        let other = Self.named(try issuer.publicKey(.es256), "other")
        let read = try await set(keys + [other, try issuer.publicKey(.eddsa)])
        #expect(read.count == KeySet.keysOfOneName + 2)
        #expect(read.verifiers(id: name, algorithm: .es256).count == KeySet.keysOfOneName)
        #expect(read.verifiers(id: "other", algorithm: .es256).count == 1)
        #expect(read.verifiers(id: "none", algorithm: .es256).isEmpty)
    }

    @Test("with more of one name than are tried is refused, since some of them would be left out", arguments: ["key-ES256", nil])
    func tooMany(_ name: String?) async throws {
        let keys = try (0...KeySet.keysOfOneName).map { _ in Self.named(try TestIssuer().publicKey(.es256), name) }
        await #expect(throws: KeySetFault("more than 4 ES256 keys of the set have the same 'kid' or none; give each its own")) {
            _ = try await set(keys)
        }
    }

    @Test("of an RSA key without an algorithm serves both, each by itself")
    func bothAlgorithms() async throws {
        let key = try issuer.publicKey(.rs256).replacing(#""alg":"RS256","#, with: "")
        let set = try await set([key])
        #expect(set.verifiers(id: "key-RS256", algorithm: .rs256).map(\.name) == ["RS256"])
        #expect(set.verifiers(id: "key-RS256", algorithm: .ps256).map(\.name) == ["PS256"])
    }

    @Test("is looked at for a hundred keys")
    func bound() async throws {
        let other = #"{"kty":"oct","k":"AA"}"#
        let many = [String](repeating: other, count: KeySet.keys) + [try issuer.publicKey(.es256)]
        #expect(try await set(many).count == 0)
    }
}
