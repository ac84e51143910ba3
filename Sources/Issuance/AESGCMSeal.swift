import Crypto
import FoundationEssentials
package import Mail
package import Queue

/// AES-256-GCM (NIST SP 800-38D) with a random 96-bit nonce; the context is authenticated with the text.
///
/// Box: format (1 octet), key id (4, big endian), nonce (12), ciphertext, tag (16). A key should seal at most 2³² boxes
/// (SP 800-38D §8.3): rotate it long before.
package struct AESGCMSeal: Seal {
    static let format: UInt8 = 1
    static let headerOctets = 5
    static let nonceOctets = 12
    static let tagOctets = 16
    /// What a box has more than its text.
    package static let overhead = headerOctets + nonceOctets + tagOctets

    private let keys: SealKeys
    private let random: any RandomSource

    package init(keys: SealKeys, random: any RandomSource) {
        self.keys = keys
        self.random = random
    }

    /// With keys that do not change.
    package init(keyring: Keyring, random: any RandomSource) {
        self.init(keys: SealKeys(keyring), random: random)
    }

    package func seal(_ plaintext: [UInt8], context: [UInt8]) throws(SealFault) -> [UInt8] {
        let key = keys.sealing
        do {
            let nonce = try AES.GCM.Nonce(data: random.bytes(Self.nonceOctets))
            let sealed = try AES.GCM.seal(plaintext, using: key.key, nonce: nonce, authenticating: context)
            var box: [UInt8] = []
            box.reserveCapacity(plaintext.count + Self.overhead)
            box.append(Self.format)
            box.append(bigEndian: key.id)
            guard let combined = sealed.combined else { throw SealFault.unavailable }
            box.append(contentsOf: combined)
            return box
        } catch {
            throw .unavailable
        }
    }

    package func open(_ box: [UInt8], context: [UInt8]) throws(SealFault) -> [UInt8] {
        guard box.count >= Self.overhead, box[0] == Self.format else { throw .notAuthentic }
        guard let key = keys.opening(Self.keyID(of: box)) else { throw .unknownKey }
        do {
            // Nonce, ciphertext and tag lie one behind the other, as the library's combined form has them.
            let sealed = try AES.GCM.SealedBox(combined: box[Self.headerOctets...])
            return Array(try AES.GCM.open(sealed, using: key.key, authenticating: context))
        } catch {
            throw .notAuthentic
        }
    }

    /// Whether a box was made under the key that seals now; any other a rotation must seal again.
    package func isSealedWithCurrentKey(_ box: [UInt8]) -> Bool {
        box.count >= Self.overhead && box[0] == Self.format && Self.keyID(of: box) == keys.sealKeyID
    }

    private static func keyID(of box: [UInt8]) -> UInt32 {
        box[1..<headerOctets].reduce(0) { $0 << 8 | UInt32($1) }
    }
}
