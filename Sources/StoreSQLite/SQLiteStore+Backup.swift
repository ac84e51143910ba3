import Dispatch
import GRDB
package import Mail

extension SQLiteStore {
    /// Writes a consistent copy of the database as it stands now to one file of mode 0600, while everything goes on.
    ///
    /// The file has its name when it is whole and on disk; before that, and after a fault or a kill, there is `<path>.partial` at most, but for
    /// ``BackupFault/notOnDisk(path:detail:)``. What was leased is in doubt for whoever starts from the copy. The seal key is not in it.
    ///
    /// - Parameters:
    ///   - path: Not in the directory of the database.
    ///   - isReplacing: Whether a file that stands there is replaced.
    ///   - at: When it is made: the copy is marked with it, so that nobody is served from it before somebody accepts it (``RestoreStore``).
    ///   - onSnapshot: Called when it is settled what the copy holds, before it is copied. On a thread of its own, as the others are.
    ///   - onCopied: Called when the copy is whole, before it has its name. What it throws ends the backup without one.
    /// - Returns: The octets of the file.
    package func backup(
        to path: String, isReplacing: Bool, at: Instant, onSnapshot: @escaping @Sendable () throws -> Void = {},
        onCopied: @escaping @Sendable () throws -> Void = {},
        progress: @escaping @Sendable (BackupProgress) -> Void
    ) async throws(BackupFault) -> Int64 {
        guard isOpen else { throw .closed }
        guard let pool = database as? DatabasePool else { throw .inMemory }
        let backup = StoreBackup(
            source: pool, file: BackupFile(path: path, isReplacing: isReplacing), at: at, onSnapshot: onSnapshot, onCopied: onCopied)
        let result: Result<Int64, BackupFault> = await withCheckedContinuation { continuation in
            // Copying blocks: not on the cooperative pool.
            DispatchQueue(label: "store-backup", qos: .utility).async {
                continuation.resume(returning: Result { () throws(BackupFault) in try backup.run(progress) })
            }
        }
        return try result.get()
    }
}
