import Glibc
import Issuance
import Mail

/// Reads the seal key file, and makes it with mode 0600 at the first start.
enum SealKeyStorage {
    /// - Parameter database: What only the key that is there opens: beside it no new key is made.
    /// - Throws: One message with the fix: missing beside a database, unreadable, readable by others, garbled.
    static func keyring(at path: String, database: String, random: some RandomSource) throws(StartFault) -> Keyring {
        if access(path, F_OK) != 0 {
            guard errno == ENOENT else { throw StartFault(path, errno: errno, fix: "check seal.key_file") }
            try checkNothingSealed(in: database, by: path)
            // Another process may have been first; then its key counts.
            _ = try DurableFile.create(path, SealKeyFile(random: random).text.reveal(), purpose: "seal.key_file")
        }
        try checkMode(path)
        let text = Secret(try SmallFile.bytes(path, limit: 16 * 1_024))
        let file: SealKeyFile
        do { file = try SealKeyFile(parsing: text) } catch { throw StartFault("\(path): \(error.advice)") }
        do { return try file.keyring() } catch { throw StartFault("\(path): \(error.advice)") }
    }

    /// - Throws: When there is a database: a new key would open nothing in it, and no code on paper would be right any more.
    static func checkNothingSealed(in database: String, by path: String) throws(StartFault) {
        var status = stat()
        guard stat(database, &status) == 0, status.st_size > 0 else { return }
        throw StartFault(
            "\(path): missing, and \(database) can be used with this key alone; restore the key from its backup or correct seal.key_file. "
                + "If it is lost, move the database away and begin anew: every activation and key in it is lost with it")
    }

    private static func checkMode(_ path: String) throws(StartFault) {
        var status = stat()
        guard stat(path, &status) == 0 else { throw StartFault(path, errno: errno, fix: "check seal.key_file") }
        guard status.st_mode & 0o077 == 0 else {
            throw StartFault("\(path): the seal key is readable by others; run: chmod 600 \(path)")
        }
    }
}
