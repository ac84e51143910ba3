import Issuance
import Logging
import Mail
import Queue
import StoreSQLite

/// An entry's way through the store, in memory: the SQL and what is around it, without the disk.
struct StorePath {
    private let sample: SampleMail
    private let store: SQLiteStore
    private let owner = LeaseOwner(token: 1)

    init(templates: String) async throws {
        sample = try await SampleMail.code(templates: templates, clock: FixedClock())
        var logger = Logger(label: "postduif-bench")
        logger.logLevel = .warning
        store = try SQLiteStore.open(at: .memory, clock: FixedClock(), logger: logger)
    }

    func store(_ count: Int) async throws {
        defer { store.close() }
        let now = FixedClock().now
        for number in 0..<count {
            try await store.enqueue([entry(number)])
            let leases = try await store.lease([.code: 1], owner: owner, now: now, until: now + Lease.duration)
            guard let lease = leases.first, await settle(lease, at: now) == .settled else { throw BenchFault("not settled") }
        }
    }

    private func entry(_ number: Int) -> QueueEntry {
        let from = sample.entry
        return QueueEntry(
            id: QueueID(high: from.id.high, low: UInt64(number)), kindName: from.kind, lane: from.lane, language: from.language,
            bindingLanguage: nil, domain: from.domain, municipality: nil, sealedContent: from.sealedContent,
            templateVersion: from.templateVersion, issued: from.issued, expires: from.expires, due: from.due, attempt: 0, resends: 0,
            supersessionKey: nil)
    }

    private func settle(_ lease: Lease, at now: Instant) async -> SettleResult {
        let attempt = AttemptRecord(
            number: 1, at: now, relay: "sink", stage: .finalDot, reply: nil, outcome: "accepted", reason: .relayAccepted, rule: "accepted")
        let settlement = Settlement(lease: lease, next: .finished(.accepted), reason: .relayAccepted, at: now, attempt: attempt)
        return await withCheckedContinuation { continuation in
            store.settle(settlement) { continuation.resume(returning: $0) }
        }
    }
}
