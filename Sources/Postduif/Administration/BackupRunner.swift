import Mail
import StoreSQLite
import Synchronization

/// Makes one backup at a time, and tells how far it is: a command waits ten seconds for an answer, and a backup may take minutes.
final class BackupRunner: Sendable {
    private let store: SQLiteStore
    private let storage: SealKeyStorage
    private let clock: any TimeSource
    private let last = Mutex<BackupStatus?>(nil)

    init(store: SQLiteStore, storage: SealKeyStorage, clock: any TimeSource) {
        self.store = store
        self.storage = storage
        self.clock = clock
    }

    /// Begins one, which goes on by itself. Throws while another one is under way.
    func start(_ request: BackupRequest) throws(AdministrationFault) -> BackupStatus {
        let begun = BackupStatus(path: request.path, state: .running)
        for path in [request.path, request.sealKey].compactMap(\.self) where !path.hasPrefix("/") {
            throw .invalid("\(path): give an absolute path")
        }
        let keys: SealKeyCopy
        do { keys = try SealKeyCopy(storage, request) } catch { throw .conflict(error.description) }
        let other = last.withLock { last -> String? in
            if let last, last.state == .running { return last.path }
            last = begun
            return nil
        }
        if let other { throw .conflict("a backup to \(other) is under way; wait for its end") }
        Task { await run(request, keys) }
        return begun
    }

    func status() throws(AdministrationFault) -> BackupStatus {
        guard let status = last.withLock({ $0 }) else { throw .notFound("no backup was made since the start") }
        return status
    }

    private func run(_ request: BackupRequest, _ keys: SealKeyCopy) async {
        do {
            let octets = try await store.backup(
                to: request.path, isReplacing: request.force, at: clock.now, onSnapshot: { try keys.read() },
                onCopied: { do { try keys.write() } catch { throw BackupFault.withoutSealKey(detail: "\(error)") } }
            ) { [self] progress in
                last.withLock {
                    $0?.pages = progress.copied
                    $0?.pagesTotal = progress.total
                }
            }
            try keys.trim()
            end(.done, request) {
                $0.octets = octets
                $0.key = keys.name
                $0.sealKey = request.sealKey
            }
        } catch {
            end(.refused, request) { $0.detail = "\(error)" }
        }
    }

    private func end(_ state: BackupStatus.State, _ request: BackupRequest, _ change: (inout BackupStatus) -> Void) {
        last.withLock { last in
            var status = BackupStatus(path: request.path, state: state, pages: last?.pages ?? 0, pagesTotal: last?.pagesTotal ?? 0)
            change(&status)
            last = status
        }
    }
}
