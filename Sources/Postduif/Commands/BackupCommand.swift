import ArgumentParser
import Glibc

/// `postduif backup FILE`: the database in one file, while the service runs or not.
struct BackupCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup", abstract: "Copy the database to a file, consistent, while everything goes on.",
        discussion: """
            FILE has its name when it is whole and on disk. The seal key is not in it, and the one of a later day does not open it: keep a copy of the
            key file of this moment (--seal-key) elsewhere, for together they open everything, and destroy both together.
            To restore: an empty spool directory, FILE as postduif.sqlite, its key as seal.key or where seal.key_file says, 'restore accept', start.
            """)

    @Argument(help: ArgumentHelp("Where to; not in the spool directory.", valueName: "file"), completion: .file()) var file: String
    @Flag(help: "Replace the file if it is there.") var force = false
    @Option(help: ArgumentHelp("Write the keys that open it to another file; keep that elsewhere.", valueName: "file")) var sealKey: String?
    @OptionGroup var common: CommonOptions

    private static let look: Duration = .milliseconds(100)

    func run() async throws {
        let request = BackupRequest(
            path: try Self.absolute(file), force: force, sealKey: try sealKey.map(Self.absolute))
        let bar = ProgressBar("backup")
        defer { bar.end() }
        let status = try await common.administer(offline: true) { administration in
            var status = try await administration.startBackup(request)
            while status.state == .running {
                try await Pause.task(Self.look)
                status = try await Self.status(administration)
                guard status.path == request.path else {
                    throw AdministrationFault.conflict("another backup was begun meanwhile; look whether \(request.path) is there")
                }
                bar.show(status.fraction)
            }
            return status
        }
        bar.end()
        if let detail = status.detail { throw AdministrationFault(problem: "conflict", detail: detail) }
        try common.show(status, Self.text(status))
    }

    private static func text(_ status: BackupStatus) -> String {
        let key = status.key.map { " under seal key \($0)" } ?? ""
        let keys =
            status.sealKey.map { "\($0) has the keys that open it: keep it elsewhere, and destroy both together." }
            ?? "The seal key of a later day does not open it: keep a copy of the key file of now, elsewhere ('--seal-key' makes one)."
        return "\(status.path): \(status.octets ?? 0) octets\(key). \(keys)"
    }

    /// A service that ends meanwhile is not one that never ran: the store is left to its next start.
    private static func status(_ administration: any Administration) async throws -> BackupStatus {
        do { return try await administration.backupStatus() } catch let fault as ServiceUnavailable {
            throw ServiceUnavailable(path: fault.path, reason: .silent)
        }
    }

    private static func absolute(_ path: String) throws -> String {
        if path.hasPrefix("/") { return path }
        guard !path.isEmpty, let current = getcwd(nil, 0) else { throw StartFault("\(path): give an absolute path") }
        defer { free(current) }
        return String(cString: current) + "/" + path
    }
}
