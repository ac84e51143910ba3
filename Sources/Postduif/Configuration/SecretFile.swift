import Mail

/// Files that hold one secret, such as a relay's password or a private key.
enum SecretFile {
    /// Octets; neither a password nor an RSA key of 4,096 bits is longer.
    static let limit = 8_192

    /// The secret in the file, without the line end that editors add.
    ///
    /// - Throws: A text that names the fix; never the content.
    static func read(_ path: String, key: String, from files: any FileReading) throws(StartFault) -> Secret {
        var bytes = try content(path, key: key, from: files)[...]
        if bytes.last == UInt8(ascii: "\n") { bytes.removeLast() }
        if bytes.last == UInt8(ascii: "\r") { bytes.removeLast() }
        guard !bytes.isEmpty else { throw StartFault("'\(key)': \(path) is empty; write the secret into it") }
        guard bytes.allSatisfy({ $0 >= 0x20 && $0 != 0x7F }) else {
            throw StartFault("'\(key)': \(path) has a control character or more than one line; write the secret alone into it")
        }
        return Secret(Array(bytes))
    }

    /// The secret in a file of several lines, such as a key in PEM form, as it is.
    ///
    /// - Throws: As ``read(_:key:from:)``.
    static func readText(_ path: String, key: String, from files: any FileReading) throws(StartFault) -> Secret {
        Secret(try content(path, key: key, from: files))
    }

    private static func content(_ path: String, key: String, from files: any FileReading) throws(StartFault) -> [UInt8] {
        let content: FileContent
        do { content = try files.read(path, limit: limit) } catch { throw StartFault("'\(key)': \(path) \(error.advice)") }
        try check(content.permissions, of: path, key: key)
        return content.bytes
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
