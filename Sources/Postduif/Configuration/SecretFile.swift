import Mail

/// Files that hold one secret, such as a relay's password.
enum SecretFile {
    /// Octets; a password is never longer.
    static let limit = 4_096

    /// The secret in the file, without the line end that editors add.
    ///
    /// - Throws: A text that names the fix; never the content.
    static func read(_ path: String, key: String, from files: any FileReading) throws(StartFault) -> Secret {
        let content: FileContent
        do { content = try files.read(path, limit: limit) } catch { throw StartFault("'\(key)': \(path) \(error.advice)") }
        try check(content.permissions, of: path, key: key)
        var bytes = content.bytes[...]
        if bytes.last == UInt8(ascii: "\n") { bytes.removeLast() }
        if bytes.last == UInt8(ascii: "\r") { bytes.removeLast() }
        guard !bytes.isEmpty else { throw StartFault("'\(key)': \(path) is empty; write the secret into it") }
        guard bytes.allSatisfy({ $0 >= 0x20 && $0 != 0x7F }) else {
            throw StartFault("'\(key)': \(path) has a control character or more than one line; write the secret alone into it")
        }
        return Secret(Array(bytes))
    }

    /// Refuses a file that others may read or write.
    ///
    /// - Parameter others: The permission bits that must not be set.
    static func check(_ permissions: UInt32, of path: String, key: String, others: UInt32 = 0o077) throws(StartFault) {
        guard permissions & others == 0 else {
            let mode = "0" + String(permissions & 0o777, radix: 8)
            throw StartFault("'\(key)': \(path) is open to others (mode \(mode)); run: chmod 600 \(path)")
        }
    }
}
