import Crypto
import Foundation
import Mail
import TestKit
import Testing

@testable import Console

@Suite struct PendingSignInTests {
    private let key = SymmetricKey(size: .bits256)

    @Test func `what began comes back from the cookie, in time`() throws {
        let pending = PendingSignIn(key: key, language: .de, random: SeededRandom(seed: 1))
        let cookie = pending.cookie(at: .seconds(1_000))
        let back = try #require(PendingSignIn(cookie: cookie, key: key, now: .seconds(1_599)))
        #expect(back.state == pending.state && back.nonce == pending.nonce && back.language == .de)
        #expect(back.verifier.isEqual(to: pending.verifier))
        #expect(PendingSignIn(cookie: cookie, key: key, now: .seconds(1_600)) == nil)
        #expect(PendingSignIn(cookie: cookie, key: key, now: .seconds(999)) == nil)
    }

    @Test func `the challenge is the digest of the verifier`() {
        let pending = PendingSignIn(key: key, language: .nl, random: SeededRandom(seed: 1))
        let digest = Data(SHA256.hash(data: Data(pending.verifier.revealText().utf8))).base64EncodedString()
        let expected = digest.replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
        #expect(pending.challenge == expected)
        #expect((43...128).contains(pending.verifier.count))
        #expect(Set([pending.state, pending.nonce, pending.verifier.revealText(), pending.challenge]).count == 4)
    }

    @Test func `a cookie that was changed, cut or made elsewhere is none`() {
        let cookie = PendingSignIn(key: key, language: .nl, random: SeededRandom(seed: 1)).cookie(at: .seconds(10)).reveal()
        for index in cookie.indices {
            var changed = cookie
            changed[index] = changed[index] == UInt8(ascii: "A") ? UInt8(ascii: "B") : UInt8(ascii: "A")
            #expect(PendingSignIn(cookie: Secret(changed), key: key, now: .seconds(11)) == nil, "\(index)")
        }
        for text in ["", ".", ".nl", String(decoding: cookie.dropLast(), as: UTF8.self)] {
            #expect(PendingSignIn(cookie: Secret(text), key: key, now: .seconds(11)) == nil)
        }
        #expect(PendingSignIn(cookie: Secret(cookie), key: SymmetricKey(size: .bits256), now: .seconds(11)) == nil)
    }
}
