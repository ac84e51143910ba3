import Crypto
import Mail

/// The digests under which the answer to an `Idempotency-Key` is kept: neither the key nor the body can be read back.
package enum RequestDigest {
    /// SHA-256 of API key, method, path and `Idempotency-Key`, each with its length before it so that no two tuples collide.
    package static func key(caller: APIKeyID, method: String, path: String, header: String) -> [UInt8] {
        var hash = SHA256()
        hash.update(data: caller.bytes)
        for part in [method, path, header] {
            let bytes = Array(part.utf8)
            hash.update(data: (0..<4).map { UInt8(truncatingIfNeeded: bytes.count >> (24 - 8 * $0)) })
            hash.update(data: bytes)
        }
        return Array(hash.finalize())
    }

    /// SHA-256 of the body's bytes as they came: another order of fields is another request.
    package static func fingerprint(body: [UInt8]) -> [UInt8] {
        Array(SHA256.hash(data: body))
    }
}
