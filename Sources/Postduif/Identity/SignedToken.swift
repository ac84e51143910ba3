import API
import Issuance
import Mail

/// A JSON Web Token in its compact form (RFC 7515 §7.1), taken apart and not believed yet.
struct SignedToken: Sendable {
    let header: JSONValue
    let payload: JSONValue
    /// What the signature is over: the first two parts as they came.
    let signedBytes: [UInt8]
    let signature: [UInt8]

    init(_ text: Secret) throws(TokenFault) {
        guard text.count <= Limits.credentialOctets else { throw .tooLong }
        let bytes = text.reveal()
        let parts = bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard parts.count == 3, let signature = Base64URL.decode(parts[2]) else { throw .malformed }
        header = try Self.object(parts[0])
        payload = try Self.object(parts[1])
        signedBytes = Array(bytes[..<parts[1].endIndex])
        self.signature = signature
    }

    /// Each name once: two readers of a name that stands there twice may take different ones (RFC 8725 §2.4).
    private static func object(_ part: ArraySlice<UInt8>) throws(TokenFault) -> JSONValue {
        guard let bytes = Base64URL.decode(part), let value = try? JSONReader.read(bytes), case .object = value else { throw .malformed }
        return value
    }
}
