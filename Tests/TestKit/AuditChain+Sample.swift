package import Issuance
import Mail

extension AuditChain {
    /// Under a key of no meaning.
    package static let sample: AuditChain = {
        guard let keyring = try? Keyring(masterKey: Secret([UInt8](repeating: 9, count: Keyring.masterKeyOctets))) else {
            preconditionFailure("a master key has as many octets")
        }
        return AuditChain(keyring: keyring)
    }()
}
