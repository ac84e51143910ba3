import Crypto
import FoundationEssentials
package import Mail

/// All keys of one installation, derived from its master keys with HKDF-SHA-256 (RFC 5869), one per purpose.
///
/// After a rotation the newest master key seals and all of them open, while HMACs go on as they were (``HMACKeys``).
package struct Keyring: Sendable {
    /// Octets of a master key.
    package static let masterKeyOctets = 32

    /// The name of the key that seals; public, derived from the key.
    package var sealKeyID: UInt32 { sealing.id }

    /// Whether it has the key of a public name.
    package func opens(_ key: UInt32) -> Bool { opening.contains { $0.id == key } }

    let sealing: SealKey
    let opening: [SealKey]
    private let authenticators: [HMACSHA256]

    /// - Parameters:
    ///   - masterKey: 32 random octets.
    ///   - formerKeys: Master keys before it, newest first; they only open.
    ///   - hmac: `nil` for keys from before HMACs had a root of their own: they go on under the oldest.
    package init(masterKey: Secret, formerKeys: [Secret] = [], hmac: HMACKeys? = nil) throws(KeyringFault) {
        let masters = [masterKey] + formerKeys
        for master in masters where master.count != Self.masterKeyOctets { throw .masterKeyLength }
        sealing = SealKey(masterKey: masterKey)
        opening = masters.map(SealKey.init(masterKey:))
        guard Set(opening.map(\.id)).count == opening.count else { throw .sameKeyTwice }
        let hmac = hmac ?? HMACKeys(of: masters[masters.count - 1])
        // Whoever has the root must open nothing with it.
        guard !masters.contains(where: { $0.isEqual(to: hmac.root) }) else { throw .sameKeyTwice }
        authenticators = KeyPurpose.allCases.map { HMACSHA256(key: hmac.key(for: $0)) }
    }

    /// HMAC-SHA-256 (RFC 2104) under the key of a purpose.
    package func hmac(_ purpose: KeyPurpose, _ message: [UInt8]) -> [UInt8] {
        authenticators[purpose.index](message)
    }

    /// HMAC over two parts; the first is preceded by its length (4 octets, big endian), so that no two pairs look alike.
    package func hmac(_ purpose: KeyPurpose, _ first: [UInt8], _ second: [UInt8]) -> [UInt8] {
        var message: [UInt8] = []
        message.reserveCapacity(4 + first.count + second.count)
        message.append(bigEndian: UInt32(truncatingIfNeeded: first.count))
        message.append(contentsOf: first)
        message.append(contentsOf: second)
        return hmac(purpose, message)
    }

    static func derive(_ purpose: String, from master: Secret) -> SymmetricKey {
        HKDF<SHA256>.deriveKey(
            inputKeyMaterial: SymmetricKey(data: master.reveal()), info: Array("postduif 1 \(purpose)".utf8), outputByteCount: 32)
    }
}

extension Keyring: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    package var description: String { "keyring •••" }
    package var debugDescription: String { description }
    package var customMirror: Mirror { Mirror(self, children: [] as [Mirror.Child]) }
}
