import Mail
import Queue

extension QueueStore {
    /// Settles and waits for the commit.
    func settle(_ settlement: Settlement) async -> SettleResult {
        await withCheckedContinuation { continuation in
            settle(settlement) { continuation.resume(returning: $0) }
        }
    }

    /// Of any lane.
    func nextDue() async throws(StoreFault) -> Instant? { try await nextDue(in: Set(Lane.allCases)) }

    /// Without anything that the relay took.
    func recover(
        owner: LeaseOwner, formerOwners: Bool, inDoubt: InDoubtEntries, now: Instant, limit: Int
    ) async throws(StoreFault) -> [RecoveredEntry] {
        try await recover(owner: owner, formerOwners: formerOwners, marks: FlightMarks(inDoubt: inDoubt), now: now, limit: limit)
    }

    /// Leases up to `limit` of every lane for a minute.
    func leaseAll(_ owner: LeaseOwner, now: Instant, limit: Int = 100) async throws(StoreFault) -> [Lease] {
        try await lease([.code: limit, .link: limit, .notice: limit], owner: owner, now: now, until: now + Lease.duration)
    }
}
