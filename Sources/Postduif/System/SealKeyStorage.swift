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
    private let sync: @Sendable (Int32) -> Int32

    /// - Parameter sync: For tests.
    init(path: String, database: String, given: Secret? = nil, sync: @escaping @Sendable (Int32) -> Int32 = { fsync($0) }) {
        self.sync = sync
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

    /// Puts a fresh key in front of the one in use. One that is in front of it already is taken instead: it was put there by hand, or by a
    /// change whose end could not be brought to disk.
    ///
    /// - Parameter key: The public name of the key in use.
    /// - Throws: One message with the fix. What the file holds by then opens all the same: the key in use is in it.
    func rotate(from key: UInt32, random: some RandomSource) throws(StartFault) -> Keyring {
        guard given == nil else {
            throw StartFault(
                "\(Self.variable) holds the keys; put a fresh one in front of them there and start the service again: "
                    + "it seals all again by itself")
        }
        let rotated = try rotated(try file(), from: key, random)
        // Before it is written: a file that gives no keys must not take the place of one that does.
        let keyring = try keyring(of: rotated)
        try write(rotated)
        return keyring
    }

    private func rotated(_ file: SealKeyFile, from key: UInt32, _ random: some RandomSource) throws(StartFault) -> SealKeyFile {
        let names = file.names
        guard names.contains(key) else {
            throw StartFault(
                "\(path): the key in use, \(SealRotation.name(key)), is not in it any more; put it back from the file's backup before the "
                    + "service stops", isLasting: true)
        }
        guard names.first == key else { return file }
        guard let rotated = file.rotated(random: random) else {
            throw StartFault("\(path): \(SealKeyFile.mostKeys) keys already; let a rotation come to its end before the next")
        }
        return rotated
    }

    func keyring(of file: SealKeyFile) throws(StartFault) -> Keyring {
        do { return try file.keyring() } catch { throw StartFault("\(source): \(error.advice)") }
    }

    func write(_ file: SealKeyFile) throws(StartFault) {
        try DurableFile.replace(path, file.text.reveal(), purpose: "seal.key_file", isWiping: true, sync: sync)
    }

    /// - Throws: When there is a database: a new key would open nothing in it, and no code on paper would be right any more.
    func checkNothingSealed() throws(StartFault) {
        var status = stat()
        guard stat(database, &status) == 0, status.st_size > 0 else { return }
        throw StartFault(
            "\(path): missing, and \(database) can be used with this key alone; restore the key from its backup or correct seal.key_file. "
                + "If it is lost, move the database away and begin anew: every activation and key in it is lost with it")
    }

    /// Before anything is written: with the keys of another day or installation nothing that is sealed would open.
    ///
    /// - Parameter under: What the database is sealed under; `nil`: it does not know.
    func check(_ keyring: Keyring, opens under: SealedUnder?) throws(StartFault) {
        guard let under, !keyring.opens(under.key) else { return }
        throw StartFault(
            "\(source): holds keys of another day or installation: \(database) is sealed under the key \(SealRotation.name(under.key)); "
                + "put that key file in its place (of a backup: the one that was written with it), or correct seal.key_file")
    }

    /// What holds them, for a message.
    var source: String { given == nil ? path : Self.variable }

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
        guard FileSystem().permissions(status.st_mode, of: path) & 0o077 == 0 else {
            throw StartFault("\(path): the seal key is readable by others; run: chmod 600 \(path)")
        }
    }

    private static func lines(_ value: Secret) -> Secret {
        Secret(value.reveal().map { $0 == UInt8(ascii: ",") ? UInt8(ascii: "\n") : $0 })
    }
}
