import Crypto
import FoundationEssentials
import Mail

/// One key that seals, and the public name that its boxes carry.
struct SealKey: Sendable {
    /// The first 32 bits of what HKDF gives for the purpose "key id": says nothing about the key.
    let id: UInt32
    let key: SymmetricKey

    init(masterKey: Secret) {
        key = Keyring.derive("seal", from: masterKey)
        id = Keyring.derive("key id", from: masterKey).withUnsafeBytes { bytes in
            bytes.prefix(4).reduce(0) { $0 << 8 | UInt32($1) }
        }
    }
}

extension SealKey: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    var description: String { "seal key •••" }
    var debugDescription: String { description }
    var customMirror: Mirror { Mirror(self, children: [] as [Mirror.Child]) }
}
