import Glibc
import Issuance
import Mail

/// Where the keys come from: the variable `POSTDUIF_SEAL_KEY`, else the file of `seal.key_file`.
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

    /// The keys, made where there are none yet: for who holds the directory's lock, so that two processes never make or change them.
    ///
    /// - Throws: One message with the fix: missing beside a database, unreadable, readable by others, garbled.
    func keyring(random: some RandomSource) throws(StartFault) -> Keyring {
        if given == nil, access(path, F_OK) != 0 { try make(errno, random) }
        return try keyring()
    }

    /// The keys that are there; none is made.
    func keyring() throws(StartFault) -> Keyring { try keyring(of: try file()) }

    /// What the file or the variable holds.
    func file() throws(StartFault) -> SealKeyFile {
        let text = if let given { Self.lines(given) } else { try fileText() }
        do { return try SealKeyFile(parsing: text) } catch { throw StartFault("\(source): \(error.advice)") }
    }

    /// Puts a fresh key in front.
    func rotate(random: some RandomSource) throws(StartFault) -> Keyring {
        guard given == nil else {
            throw StartFault(
                "\(Self.variable) holds the keys; put a fresh one in front of them there and start the service again: "
                    + "it seals all again by itself")
        }
        guard let rotated = try file().rotated(random: random) else {
            throw StartFault("\(path): \(SealKeyFile.mostKeys) keys already; let a rotation come to its end before the next")
        }
        try write(rotated)
        return try keyring(of: rotated)
    }

    /// All was sealed again: drops the keys but the one in use and the one before.
    func complete() throws(StartFault) { try drop { $0.completed() } }

    /// Nothing is under a former key any more: drops them all.
    func settle() throws(StartFault) { try drop { $0.settled() } }

    /// Nothing to do where they come from the environment: whoever set it keeps it.
    private func drop(_ change: (SealKeyFile) -> SealKeyFile) throws(StartFault) {
        guard given == nil else { return }
        let file = try file()
        let changed = change(file)
        guard changed.keys.count < file.keys.count || changed.hasHMACLine != file.hasHMACLine else { return }
        try write(changed)
    }

    private func keyring(of file: SealKeyFile) throws(StartFault) -> Keyring {
        do { return try file.keyring() } catch { throw StartFault("\(source): \(error.advice)") }
    }

    private func write(_ file: SealKeyFile) throws(StartFault) {
        try DurableFile.replace(path, file.text.reveal(), purpose: "seal.key_file", isWiping: true)
    }

    /// - Throws: When there is a database: a new key would open nothing in it, and no code on paper would be right any more.
    func checkNothingSealed() throws(StartFault) {
        var status = stat()
        guard stat(database, &status) == 0, status.st_size > 0 else { return }
        throw StartFault(
            "\(path): missing, and \(database) can be used with this key alone; restore the key from its backup or correct seal.key_file. "
                + "If it is lost, move the database away and begin anew: every activation and key in it is lost with it")
    }

    private var source: String { given == nil ? path : Self.variable }

    private func make(_ code: Int32, _ random: some RandomSource) throws(StartFault) {
        guard code == ENOENT else { throw StartFault(path, errno: code, fix: "check seal.key_file") }
        try checkNothingSealed()
        // Another process may have been first; then its key counts.
        _ = try DurableFile.create(path, SealKeyFile(random: random).text.reveal(), purpose: "seal.key_file")
    }

    private func fileText() throws(StartFault) -> Secret {
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
