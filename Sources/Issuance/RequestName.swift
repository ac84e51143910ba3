import Mail

/// One request by one caller under one `Idempotency-Key`, as the bytes that its HMAC is made of.
package enum RequestName {
    /// Caller, method, path and `Idempotency-Key`, each but the first with its length before it so that no two tuples collide.
    package static func bytes(caller: Principal, method: String, path: String, header: String) -> [UInt8] {
        var name = caller.bytes
        for part in [method, path, header] {
            name.append(bigEndian: UInt32(truncatingIfNeeded: part.utf8.count))
            name.append(contentsOf: part.utf8)
        }
        return name
    }
}
