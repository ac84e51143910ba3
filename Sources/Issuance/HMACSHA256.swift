import Crypto

/// HMAC-SHA-256 (RFC 2104) under one key, with both hashes begun.
///
/// The library's `HMAC` is generic and is not specialised outside of it. Nothing here is a cipher of our own: the hash is the library's.
struct HMACSHA256: Sendable {
    /// The key, then the message.
    private let inner: SHA256
    /// The key, then the inner hash.
    private let outer: SHA256

    init(key: SymmetricKey) {
        let key = key.withUnsafeBytes { octets in
            octets.count > SHA256.blockByteCount ? SHA256.hash(data: octets).withUnsafeBytes { Array($0) } : Array(octets)
        }
        let block = key + [UInt8](repeating: 0, count: SHA256.blockByteCount - key.count)
        inner = Self.begun(block, 0x36)
        outer = Self.begun(block, 0x5C)
    }

    func callAsFunction(_ message: [UInt8]) -> [UInt8] {
        var (inner, outer) = (inner, outer)
        message.withUnsafeBytes { inner.update(bufferPointer: $0) }
        inner.finalize().withUnsafeBytes { outer.update(bufferPointer: $0) }
        return outer.finalize().withUnsafeBytes { Array($0) }
    }

    private static func begun(_ block: [UInt8], _ pad: UInt8) -> SHA256 {
        var hash = SHA256()
        block.map { $0 ^ pad }.withUnsafeBytes { hash.update(bufferPointer: $0) }
        return hash
    }
}
