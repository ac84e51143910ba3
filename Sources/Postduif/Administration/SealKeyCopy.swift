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
        try SealKeyCopyPlace(storage: storage, backup: request.path, isReplacing: request.force).check(request.sealKey)
    }

    /// The public name of the key in use.
    var name: String? { file.withLock { try? $0.keyring() }.map { SealRotation.name($0.sealKeyID) } }

    /// Reads them a second time, when the snapshot is made.
    func read() throws {
        let now = try storage.file()
        file.withLock { $0 = now.including($0) }
    }

    /// Writes the copy with mode 0600, right before the backup gets its name. Where another copy is replaced its keys are kept as well: a kill
    /// at any moment leaves a copy that opens the backup which stands there, be it the former one or this.
    func write() throws(StartFault) {
        guard let path else { return }
        let own = file.withLock { $0 }
        guard isReplacing, access(path, F_OK) == 0 else {
            guard try DurableFile.create(path, own.text.reveal(), purpose: "--seal-key") else { throw SealKeyCopyPlace.exists(path) }
            return
        }
        try replace(path, own.including(try SealKeyCopyPlace.copy(at: path)))
    }

    /// Takes the keys of the former copy out again, when the backup has its name.
    func trim() throws(StartFault) {
        guard let path, isReplacing else { return }
        do throws(StartFault) {
            try replace(path, file.withLock { $0 })
        } catch {
            throw StartFault(
                "the backup is made, and the copy of its seal key may have keys of the one before besides: \(error.description)")
        }
    }

    private func replace(_ path: String, _ file: SealKeyFile) throws(StartFault) {
        try DurableFile.replace(path, file.text.reveal(), purpose: "--seal-key", isWiping: true)
    }
}
