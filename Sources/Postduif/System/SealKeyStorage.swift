import Glibc
import Issuance
import Mail

/// Where the master keys come from: the variable `POSTDUIF_SEAL_KEY`, else the file of `seal.key_file`.
///
/// The file is made with mode 0600 at the first start. The variable holds the same lines, or keys with commas between them; it is
/// never a key of the configuration file, where a secret would lie beside its settings.
struct SealKeyStorage: Sendable {
    /// The environment variable.
    static let variable = "POSTDUIF_SEAL_KEY"

    /// `seal.key_file`.
    let path: String
    /// What only the key that is there opens: beside it no new key is made.
    let database: String
    /// The value of ``variable``; `nil` or empty: the file counts.
    let given: Secret?

    init(path: String, database: String, given: Secret? = nil) {
        self.path = path
        self.database = database
        self.given = given.flatMap { $0.isEmpty ? nil : $0 }
    }

    /// Of this configuration and this process.
    init(_ configuration: Configuration) {
        self.init(
            path: configuration.seal.keyFile, database: configuration.queue.database,
            given: getenv(Self.variable).map { Secret(String(cString: $0)) })
    }

    /// The keys, made where there are none yet.
    ///
    /// - Throws: One message with the fix: missing beside a database, unreadable, readable by others, garbled.
    func keyring(random: some RandomSource) throws(StartFault) -> Keyring {
        let file = try read(random: random)
        do { return try file.keyring() } catch { throw StartFault("\(source): \(error.advice)") }
    }

    /// Puts a fresh key in front.
    func rotate(random: some RandomSource) throws(StartFault) -> Keyring {
        try checkFileCounts()
        guard let rotated = try read(random: random).rotated(random: random) else {
            throw StartFault("\(path): \(SealKeyFile.mostKeys) keys already; let a rotation come to its end before the next")
        }
        try DurableFile.replace(path, rotated.text.reveal(), purpose: "seal.key_file")
        do { return try rotated.keyring() } catch { throw StartFault("\(path): \(error.advice)") }
    }

    /// Drops the keys that nothing is sealed under any more. Nothing to do where they come from the environment: whoever set it keeps it.
    func complete(random: some RandomSource) throws(StartFault) {
        guard given == nil else { return }
        let file = try read(random: random)
        let completed = file.completed()
        guard completed.keys.count < file.keys.count else { return }
        try DurableFile.replace(path, completed.text.reveal(), purpose: "seal.key_file")
    }

    /// - Throws: When there is a database: a new key would open nothing in it, and no code on paper would be right any more.
    func checkNothingSealed() throws(StartFault) {
        var status = stat()
        guard stat(database, &status) == 0, status.st_size > 0 else { return }
        throw StartFault(
            "\(path): missing, and \(database) can be used with this key alone; restore the key from its backup or correct seal.key_file. "
                + "If it is lost, move the database away and begin anew: every activation and key in it is lost with it")
    }

    /// Whether a rotation can write its key.
    private func checkFileCounts() throws(StartFault) {
        guard given == nil else {
            throw StartFault(
                "\(Self.variable) holds the keys; put a fresh one in front of them there and start the service again: "
                    + "it seals all again by itself")
        }
    }

    private var source: String { given == nil ? path : Self.variable }

    private func read(random: some RandomSource) throws(StartFault) -> SealKeyFile {
        let text = if let given { Self.lines(given) } else { try fileText(random: random) }
        do { return try SealKeyFile(parsing: text) } catch { throw StartFault("\(source): \(error.advice)") }
    }

    private func fileText(random: some RandomSource) throws(StartFault) -> Secret {
        if access(path, F_OK) != 0 {
            guard errno == ENOENT else { throw StartFault(path, errno: errno, fix: "check seal.key_file") }
            try checkNothingSealed()
            // Another process may have been first; then its key counts.
            _ = try DurableFile.create(path, SealKeyFile(random: random).text.reveal(), purpose: "seal.key_file")
        }
        try checkMode()
        return Secret(try SmallFile.bytes(path, limit: 16 * 1_024))
    }

    private func checkMode() throws(StartFault) {
        var status = stat()
        guard stat(path, &status) == 0 else { throw StartFault(path, errno: errno, fix: "check seal.key_file") }
        guard status.st_mode & 0o077 == 0 else {
            throw StartFault("\(path): the seal key is readable by others; run: chmod 600 \(path)")
        }
    }

    private static func lines(_ value: Secret) -> Secret {
        Secret(value.reveal().map { $0 == UInt8(ascii: ",") ? UInt8(ascii: "\n") : $0 })
    }
}
