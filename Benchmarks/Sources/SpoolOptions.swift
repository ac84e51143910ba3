import ArgumentParser
import Glibc
import Issuance
import Logging
import Mail
import StoreSQLite

/// A spool that no service has open.
struct SpoolOptions: ParsableArguments {
    /// The `http.public_url` of the service that takes the spool over: a link that leads elsewhere is not rendered.
    static let publicURL = "https://sleutels.example.be"

    @Option(help: "The spool directory (queue.directory).") var directory: String

    func open(clock: any TimeSource, audit: AuditChain? = nil) throws -> SQLiteStore {
        var logger = Logger(label: "postduif-bench")
        logger.logLevel = .warning
        return try SQLiteStore.open(at: .directory(directory), clock: clock, logger: logger, audit: audit)
    }

    /// The key of the file beside the database, made at the first use as the service would.
    func keyring(random: some RandomSource) throws -> Keyring {
        let path = directory + "/seal.key"
        if access(path, F_OK) != 0 { try write(SealKeyFile(random: random).text.reveal(), to: path) }
        return try SealKeyFile(parsing: Secret(try read(path))).keyring()
    }

    private func write(_ bytes: [UInt8], to path: String) throws {
        mkdir(directory, 0o700)
        let descriptor = Glibc.open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw BenchFault("\(path) cannot be made") }
        defer { close(descriptor) }
        guard Glibc.write(descriptor, bytes, bytes.count) == bytes.count else { throw BenchFault("\(path) cannot be written") }
    }

    private func read(_ path: String) throws -> [UInt8] {
        let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw BenchFault("\(path) cannot be read") }
        defer { close(descriptor) }
        var bytes = [UInt8](repeating: 0, count: 16 * 1_024)
        let count = Glibc.read(descriptor, &bytes, bytes.count)
        guard count > 0 else { throw BenchFault("\(path) is empty") }
        return Array(bytes.prefix(count))
    }
}
