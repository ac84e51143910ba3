import StoreSQLite
import Synchronization

/// Makes one backup at a time, and tells how far it is: a command waits ten seconds for an answer, and a backup may take minutes.
final class BackupRunner: Sendable {
    private let store: SQLiteStore
    private let last = Mutex<BackupStatus?>(nil)

    init(store: SQLiteStore) { self.store = store }

    /// Begins one, which goes on by itself. Throws while another one is under way.
    func start(_ request: BackupRequest) throws(AdministrationFault) -> BackupStatus {
        let begun = BackupStatus(path: request.path, state: .running)
        guard request.path.hasPrefix("/") else { throw .invalid("\(request.path): give an absolute path") }
        let other = last.withLock { last -> String? in
            if let last, last.state == .running { return last.path }
            last = begun
            return nil
        }
        if let other { throw .conflict("a backup to \(other) is under way; wait for its end") }
        Task { await run(request) }
        return begun
    }

    func status() throws(AdministrationFault) -> BackupStatus {
        guard let status = last.withLock({ $0 }) else { throw .notFound("no backup was made since the start") }
        return status
    }

    private func run(_ request: BackupRequest) async {
        do {
            let octets = try await store.backup(to: request.path, isReplacing: request.force) { [self] progress in
                last.withLock {
                    $0?.pages = progress.copied
                    $0?.pagesTotal = progress.total
                }
            }
            end(.done, request) { $0.octets = octets }
        } catch {
            end(.refused, request) { $0.detail = error.description }
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
