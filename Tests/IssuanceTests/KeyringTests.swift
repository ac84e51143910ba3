import Crypto
import Mail
import Queue
import TestKit
import Testing

@testable import Issuance

struct KeyringTests {
    private static let first = Secret([UInt8](repeating: 1, count: 32))
    private static let second = Secret([UInt8](repeating: 2, count: 32))
    private let random = SeededRandom(seed: 7)

    @Test(arguments: [0, 16, 31, 33])
    func `A master key has 32 octets`(count: Int) {
        #expect(throws: KeyringFault.masterKeyLength) { try Keyring(masterKey: Secret([UInt8](repeating: 1, count: count))) }
    }

    @Test func `The same key twice is refused`() {
        #expect(throws: KeyringFault.sameKeyTwice) { try Keyring(masterKey: Self.first, formerKeys: [Self.first]) }
    }

    /// Computed with Python's hmac and hashlib: HKDF-SHA-256 without salt, info `postduif 1 hmac citizen`.
    @Test func `HMACs match values computed elsewhere`() throws {
        let keyring = try Keyring(masterKey: Self.first)
        #expect(
            hex(keyring.hmac(.citizen, Array("70010199762".utf8)))
                == "5e4da1826595ad9a1aac06465c68d3f4a7e7cad2f1bf63db791e0a23492141b5")
        #expect(
            hex(keyring.hmac(.oneTimeCode, [1, 2], Array("123456".utf8)))
                == "434e68b1542b92d1ecd0114b85fd0569dbcb239c217b95bc4cc3b48d58563fd6")
    }

    /// Lengths around a block of the hash, and around the padding in the last one.
    @Test(arguments: [0, 1, 31, 32, 33, 63, 64, 65], [0, 1, 54, 55, 56, 63, 64, 65, 119, 120, 1_000])
    func `The HMAC is the library's`(keyOctets: Int, octets: Int) {
        let key = SymmetricKey(data: random.bytes(keyOctets))
        let message = random.bytes(octets)
        let authenticate = HMACSHA256(key: key)
        #expect(authenticate(message) == Array(HMAC<SHA256>.authenticationCode(for: message, using: key)))
        // What was begun stays as it was.
        #expect(authenticate(message) == authenticate(message))
    }

    /// Their places in key files that are in use.
    @Test func `A completed key file has its keys in this order, for ever`() {
        let order = [
            "citizen", "activation_token", "activation_code", "one_time_code", "binding", "subject", "supersession", "limit",
            "idempotency_key", "request_body", "reference", "bounce_tag", "audit", "address", "person", "subject_tries",
            "result_signature", "result_token",
        ]
        #expect(KeyPurpose.allCases.sorted { $0.index < $1.index }.map(\.rawValue).prefix(order.count) == order[...])
        #expect(Set(KeyPurpose.allCases.map(\.index)) == Set(0..<KeyPurpose.allCases.count))
    }

    @Test func `Purposes, and where a part ends, make different HMACs`() throws {
        let keyring = try Keyring(masterKey: Self.first)
        let all = KeyPurpose.allCases.map { keyring.hmac($0, [1, 2, 3]) }
        #expect(Set(all).count == KeyPurpose.allCases.count)
        #expect(keyring.hmac(.limit, [1, 2], [3]) != keyring.hmac(.limit, [1], [2, 3]))
    }

    @Test func `HMACs go on after a rotation`() throws {
        let before = try Keyring(masterKey: Self.first)
        let after = try Keyring(masterKey: Self.second, formerKeys: [Self.first])
        #expect(before.hmac(.citizen, [1]) == after.hmac(.citizen, [1]))
        #expect(before.sealKeyID != after.sealKeyID)
    }

    @Test(arguments: [0, 1, 15, 16, 17, 1_000])
    func `A box opens with its context only`(count: Int) throws {
        let seal = AESGCMSeal(keyring: try Keyring(masterKey: Self.first), random: random)
        let text = random.bytes(count)
        let box = try seal.seal(text, context: [1, 2, 3])
        #expect(box.count == count + AESGCMSeal.overhead)
        #expect(try seal.open(box, context: [1, 2, 3]) == text)
        #expect(try seal.seal(text, context: [1, 2, 3]) != box)
        #expect(throws: SealFault.notAuthentic) { try seal.open(box, context: [1, 2, 4]) }
    }

    @Test func `An altered or cut box does not open`() throws {
        let seal = AESGCMSeal(keyring: try Keyring(masterKey: Self.first), random: random)
        let box = try seal.seal(Array("geheim".utf8), context: [9])
        for index in box.indices {
            var altered = box
            altered[index] ^= 1
            #expect(throws: SealFault.self) { try seal.open(altered, context: [9]) }
        }
        for count in box.indices { #expect(throws: SealFault.notAuthentic) { try seal.open(Array(box.prefix(count)), context: [9]) } }
    }

    @Test func `Former keys open, unknown ones do not`() throws {
        let old = AESGCMSeal(keyring: try Keyring(masterKey: Self.first), random: random)
        let new = AESGCMSeal(keyring: try Keyring(masterKey: Self.second, formerKeys: [Self.first]), random: random)
        let box = try old.seal([1, 2], context: [3])
        #expect(try new.open(box, context: [3]) == [1, 2])
        #expect(!new.isSealedWithCurrentKey(box) && old.isSealedWithCurrentKey(box))
        let newer = try new.seal([1, 2], context: [3])
        #expect(throws: SealFault.unknownKey) { try old.open(newer, context: [3]) }
    }

    private func hex(_ bytes: [UInt8]) -> String {
        bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}
