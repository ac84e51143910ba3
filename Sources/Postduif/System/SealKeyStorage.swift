import Glibc
import Issuance
import Mail

/// Reads the seal key file, and makes it with mode 0600 when there is none.
enum SealKeyStorage {
    /// - Throws: One message with the fix: unreadable, readable by others, garbled.
    static func keyring(at path: String, random: some RandomSource) throws -> Keyring {
        if access(path, F_OK) != 0 { try create(at: path, random: random) }
        try checkMode(path)
        let text = Secret(try SmallFile.bytes(path, limit: 16 * 1_024))
        do {
            return try SealKeyFile(parsing: text).keyring()
        } catch {
            throw StartFault("\(path): not a seal key file (\(error)); restore it from the backup")
        }
    }

    private static func create(at path: String, random: some RandomSource) throws {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw StartFault(path, errno: errno, fix: "make its directory, or name another seal.key_file") }
        defer { close(descriptor) }
        let text = SealKeyFile(random: random).text.reveal()
        guard write(descriptor, text, text.count) == text.count, fsync(descriptor) == 0 else {
            throw StartFault(path, errno: errno, fix: "free some space on that disk")
        }
    }

    private static func checkMode(_ path: String) throws {
        var status = stat()
        guard stat(path, &status) == 0 else { throw StartFault(path, errno: errno, fix: "check seal.key_file") }
        guard status.st_mode & 0o077 == 0 else {
            throw StartFault("\(path): the seal key is readable by others; run: chmod 600 \(path)")
        }
    }
}
