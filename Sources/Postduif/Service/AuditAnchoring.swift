import Issuance
import Logging
import Mail
import Queue
import ServiceLifecycle
import Synchronization

/// Keeps the anchor of the audit log up with it, a moment behind, so that no act waits for one more sync.
///
/// Entries of the last moment before a kill are behind the anchor: a cut of those alone does not show.
final class AuditAnchoring: Service {
    private let store: any RestoreStore
    private let file: AuditAnchorFile
    private let logger: Logger
    private let pause: @Sendable (Duration) async throws -> Void
    private let anchored = Mutex<AuditEnd?>(nil)
    private let isFailing = Atomic(false)

    private static let interval: Duration = .seconds(1)

    init(
        store: any RestoreStore, file: AuditAnchorFile, logger: Logger,
        pause: @escaping @Sendable (Duration) async throws -> Void = Pause.task
    ) {
        self.store = store
        self.file = file
        self.logger = logger
        self.pause = pause
    }

    /// Before anything is recorded: compares the log with its anchor, and records in it when its end is gone or another. A log that ends
    /// before its anchor, or otherwise, is an older database that somebody put there: it is marked as one.
    func begin() async throws {
        let content = try file.read()
        let isWhole = try await reaches(content, try await store.auditEnd(), isStart: true)
        anchored.withLock { $0 = isWhole ? content.end : nil }
        await note()
    }

    func run() async throws {
        await cancelWhenGracefulShutdown { [self] in
            while !Task.isCancelled {
                await note()
                do { try await pause(Self.interval) } catch { return }
            }
        }
        // What was recorded while the others stopped.
        await note()
    }

    /// Writes the anchor where the log has grown. What fails is tried again.
    func note() async {
        do {
            let end = try await store.auditEnd()
            let former = anchored.withLock { $0 }
            guard end != former, end != .beginning || former != nil else { return }
            // The anchor never follows the log back: one that is cut while the service runs is told of too.
            if let former, try await !reaches(.end(former), end, isStart: false) { anchored.withLock { $0 = nil } }
            let present = try await store.auditEnd()
            try await file.write(present)
            anchored.withLock { $0 = present }
            if isFailing.exchange(false, ordering: .relaxed) { logger.notice("the anchor of the audit log is written again") }
        } catch is StoreFault {
            // The store tells of its own faults.
        } catch {
            guard !isFailing.exchange(true, ordering: .relaxed) else { return }
            logger.warning("the anchor of the audit log is not written", metadata: ["audit.fault": "\(error)"])
        }
    }

    /// Whether the log still reaches its anchor; records in the log when it does not.
    private func reaches(_ content: AuditAnchorFile.Content, _ end: AuditEnd, isStart: Bool) async throws -> Bool {
        guard let word = try await difference(content, end) else { return true }
        logger.error("the end of the audit log is not the one that was anchored", metadata: ["audit.difference": "\(word.text)"])
        let anchored = content.end.map { [AuditWord("anchored", Int(clamping: $0.number))] } ?? []
        let act = AuditAct(by: .service, .auditCut, details: [word] + anchored + [AuditWord("found", Int(clamping: end.number))])
        // An anchor that is missing or garbled says nothing of the database.
        if isStart, content.end != nil { try await store.markRestored(act) } else { try await store.record(act) }
        return false
    }

    /// `nil`: the log reached what was anchored, or nothing was recorded yet.
    private func difference(_ content: AuditAnchorFile.Content, _ end: AuditEnd) async throws -> AuditWord? {
        switch content {
        case .missing: return end == .beginning ? nil : AuditWord("anchor_missing")
        case .garbled: return AuditWord("anchor_garbled")
        case .end(let anchored) where anchored.number > end.number: return AuditWord("cut")
        case .end(let anchored):
            let kept = try await store.auditEntries(after: anchored.number - 1, limit: 1).first?.end ?? end
            return kept.number == anchored.number && kept.mac != anchored.mac ? AuditWord("replaced") : nil
        }
    }
}
