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
        let set = try #require(await KeySet.read(Array(text.utf8)))
        #expect(set.count == 1)
        #expect(set.verifier(id: "key-ES256", algorithm: .es256) != nil)
        #expect(set.verifier(id: "key-ES256", algorithm: .rs256) == nil)
    }

    @Test("is none without a list of keys", arguments: ["", "[]", "{}", #"{"keys":{}}"#, #"{"keys":[],"keys":[]}"#, "\u{FEFF}{}"])
    func noSet(_ text: String) async { #expect(await KeySet.read(Array(text.utf8)) == nil) }

    @Test("gives a token without a name the only key of its algorithm, and none of two")
    func unnamed() async throws {
        let one = try #require(await KeySet.read(try issuer.keySet()))
        #expect(one.verifier(id: nil, algorithm: .es256) != nil)
        let two = [issuer, TestIssuer("other")].map { try? $0.publicKey(.es256) }.compactMap(\.self).joined(separator: ",")
        let set = try #require(await KeySet.read(Array(#"{"keys":[\#(two)]}"#.utf8)))
        #expect(set.count == 2 && set.verifier(id: nil, algorithm: .es256) == nil)
    }

    @Test("of an RSA key without an algorithm serves both, each by itself")
    func bothAlgorithms() async throws {
        let key = try issuer.publicKey(.rs256).replacing(#""alg":"RS256","#, with: "")
        let set = try #require(await KeySet.read(Array(#"{"keys":[\#(key)]}"#.utf8)))
        #expect(set.verifier(id: "key-RS256", algorithm: .rs256)?.name == "RS256")
        #expect(set.verifier(id: "key-RS256", algorithm: .ps256)?.name == "PS256")
    }

    @Test("is looked at for a hundred keys")
    func bound() async throws {
        let other = #"{"kty":"oct","k":"AA"}"#
        let many = [String](repeating: other, count: KeySet.keys) + [try issuer.publicKey(.es256)]
        let set = try #require(await KeySet.read(Array(#"{"keys":[\#(many.joined(separator: ","))]}"#.utf8)))
        #expect(set.count == 0)
    }
}
