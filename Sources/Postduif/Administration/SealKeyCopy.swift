import Glibc
import Issuance
import Mail
import Synchronization

/// The keys that open a backup: those that were in the file right before its snapshot and right after it. A key that a rotation adds or drops
/// in between is among them.
final class SealKeyCopy: Sendable {
    private let storage: SealKeyStorage
    /// `nil`: nobody wants a copy, and the name alone is kept.
    private let path: String?
    private let isReplacing: Bool
    private let file: Mutex<SealKeyFile>

    /// Reads them a first time.
    ///
    /// - Throws: One message with the fix, also for a place where no copy can be.
    init(_ storage: SealKeyStorage, _ request: BackupRequest) throws(StartFault) {
        self.storage = storage
        path = request.sealKey
        isReplacing = request.force
        file = Mutex(try storage.file())
        if let path { try check(path, backup: request.path) }
    }

    /// The public name of the key in use.
    var name: String? { file.withLock { try? $0.keyring() }.map { SealRotation.name($0.sealKeyID) } }

    /// Reads them a second time, when the snapshot is made.
    func read() throws {
        let now = try storage.file()
        file.withLock { $0 = now.including($0) }
    }

    /// Writes the copy, with mode 0600. When it cannot be written the backup is there all the same, and the message says so.
    func write() throws(StartFault) {
        guard let path else { return }
        let bytes = file.withLock { $0.text.reveal() }
        do throws(StartFault) {
            if isReplacing { return try DurableFile.replace(path, bytes, purpose: "--seal-key") }
            guard try DurableFile.create(path, bytes, purpose: "--seal-key") else { throw Self.exists(path) }
        } catch {
            throw StartFault("the backup is made, and the copy of its seal key is not: \(error.description)")
        }
    }

    private func check(_ path: String, backup: String) throws(StartFault) {
        guard path != backup else {
            throw StartFault("\(path): the backup and its seal key are two files; name another, best on another disk")
        }
        var (own, other) = (stat(), stat())
        guard lstat(path, &own) == 0 else { return }
        if stat(storage.path, &other) == 0, own.st_dev == other.st_dev, own.st_ino == other.st_ino {
            throw StartFault("\(path): is the seal key itself; name another file")
        }
        guard isReplacing else { throw Self.exists(path) }
        guard own.st_mode & S_IFMT == S_IFREG else { throw StartFault("\(path): is no plain file") }
    }

    private static func exists(_ path: String) -> StartFault {
        StartFault("\(path): is there already; name another file, or replace both with --force")
    }
}
