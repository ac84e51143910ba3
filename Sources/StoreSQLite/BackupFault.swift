/// Why there is no backup. Nothing is left under its name, and what stood there stands there still, but for ``notOnDisk(path:detail:)``.
package enum BackupFault: Error, Hashable, Sendable, CustomStringConvertible {
    /// A file stands there, and it was not said to replace it.
    case exists(path: String)
    /// In the spool directory itself, where it would be lost with what it is a backup of.
    case besideDatabase(path: String)
    case diskFull(path: String)
    /// The directory is not there, or not to be written to.
    case unusable(path: String, cause: String)
    /// Its seal key could not be written to where it was asked for.
    case withoutSealKey(detail: String)
    /// Only a database in files can be backed up.
    case inMemory
    /// The store is closed.
    case closed
    /// The file is whole and has its name, but the disk did not confirm the name: it may be gone after a loss of power.
    case notOnDisk(path: String, detail: String)
    case failed(path: String, detail: String)

    package var description: String {
        switch self {
        case .exists(let path): "\(path): is there already; name another file, or replace it with --force"
        case .besideDatabase(let path): "\(path): lies in the spool directory; name a file elsewhere, best on another disk"
        case .diskFull(let path): "\(path): the disk is full; free as much as the database takes, or name a file on another disk"
        case .unusable(let path, let cause): "\(path): \(cause); name a file in a directory that the service may write to"
        case .withoutSealKey(let detail): "no backup is made, for the copy of its seal key cannot be written: \(detail)"
        case .inMemory: "a database in memory has no backup"
        case .closed: "the service stops; make the backup when it runs again, or while it does not run"
        case .notOnDisk(let path, let detail):
            "\(path): is whole, but may not be there after a loss of power: \(detail); see to that, and make it again with --force"
        case .failed(let path, let detail): "\(path): \(detail); check that disk and the log"
        }
    }
}
