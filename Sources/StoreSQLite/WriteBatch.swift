import Issuance
import Mail
import Queue

/// One transaction on its way: the connection, and what becomes true in memory only after the commit.
///
/// Lives on the writer's thread alone.
final class WriteBatch {
    let db: Connection
    let receiver: (any LeaseReceiver)?
    /// The same for the whole batch.
    let now: Instant
    let trail: AuditTrail
    /// Where the audit log ends with what this transaction appended; `nil`: to be read.
    var auditEnd: AuditEnd?

    var counters = CounterDeltas()
    private var reserved: [Lane] = []
    private var leases: [Lease] = []
    private var wakes = false
    /// Lanes that got an entry that is due at once and did not come new: nobody refused it, so the receiver cannot know.
    private var dueLanes: Set<Lane> = []
    /// Taken out of the receiver's memory; stays so over a rollback, for the receiver gives an entry back once only.
    private var withdrawn: Set<QueueID> = []
    /// Those of `withdrawn` that this transaction takes the lease from.
    private var ended: Set<QueueID> = []

    init(db: Connection, receiver: (any LeaseReceiver)?, now: Instant, trail: AuditTrail) {
        self.db = db
        self.receiver = receiver
        self.now = now
        self.trail = trail
        auditEnd = trail.end
    }

    /// What one request may undo alone.
    struct Mark {
        fileprivate let counters: CounterDeltas
        fileprivate let reserved: Int
        fileprivate let leases: [Lease]
        fileprivate let wakes: Bool
        fileprivate let dueLanes: Set<Lane>
        fileprivate let ended: Set<QueueID>
        fileprivate let auditEnd: AuditEnd?
    }

    var mark: Mark {
        Mark(
            counters: counters, reserved: reserved.count, leases: leases, wakes: wakes, dueLanes: dueLanes, ended: ended,
            auditEnd: auditEnd)
    }

    /// Goes back to a mark, after the savepoint was rolled back.
    func restore(_ mark: Mark) {
        counters = mark.counters
        for lane in reserved[mark.reserved...] { receiver?.release(lane) }
        reserved.removeSubrange(mark.reserved...)
        leases = mark.leases
        wakes = mark.wakes
        dueLanes = mark.dueLanes
        ended = mark.ended
        auditEnd = mark.auditEnd
    }

    /// Forgets everything, after the transaction was rolled back.
    func reset() {
        restore(
            Mark(counters: CounterDeltas(), reserved: 0, leases: [], wakes: false, dueLanes: [], ended: [], auditEnd: trail.end))
    }

    /// Takes a place in the receiver's memory for an entry of the lane. The owner to lease it to; `nil`: commit it as queued.
    func reserve(_ lane: Lane) -> LeaseOwner? {
        guard let receiver, receiver.reserve(lane) else { return nil }
        reserved.append(lane)
        return receiver.owner
    }

    /// Hands the entry over after the commit.
    func handOver(_ lease: Lease) { leases.append(lease) }

    /// Tells the receiver after the commit that there is something to claim.
    func wake() { wakes = true }

    /// The same for an entry that waited before.
    func wake(due lane: Lane) {
        wakes = true
        dueLanes.insert(lane)
    }

    /// Whether a leased entry could be taken back: no connection has begun with it.
    func withdraw(_ id: QueueID, owner: LeaseOwner) -> Bool {
        guard let receiver, receiver.owner == owner else { return false }
        if let index = leases.firstIndex(where: { $0.entry.id == id }) {
            // Not handed over yet: its place is given back after the commit.
            leases.remove(at: index)
            return true
        }
        guard withdrawn.contains(id) || receiver.withdraw(id) else { return false }
        withdrawn.insert(id)
        ended.insert(id)
        return true
    }

    /// After the commit: fills the places, gives back those not needed, wakes the line.
    func finish() {
        trail.end = auditEnd
        guard let receiver else { return }
        var spare: [Lane: Int] = [:]
        for lane in reserved { spare[lane, default: 0] += 1 }
        for lease in leases { spare[lease.entry.lane, default: 0] -= 1 }
        for (lane, count) in spare where count > 0 { for _ in 0..<count { receiver.release(lane) } }
        reserved = []
        if !leases.isEmpty { receiver.receive(leases) }
        giveBackWithdrawn(to: receiver)
        if wakes { receiver.wake(due: dueLanes) }
    }

    /// After a batch that failed as a whole.
    func abandon() {
        // What is on disk is read again.
        trail.end = nil
        reset()
        if let receiver { giveBackWithdrawn(to: receiver) }
    }

    /// Entries taken out of memory whose cancellation was rolled back are still leased: they go back to the line.
    /// Where that fails, their leases run out by themselves.
    private func giveBackWithdrawn(to receiver: any LeaseReceiver) {
        for id in withdrawn.subtracting(ended) {
            guard let lease = try? db.row(Statements.leaseByID, .id(id), read: { try $0.lease() }), lease.owner == receiver.owner,
                receiver.reserve(lease.entry.lane)
            else { continue }
            receiver.receive([lease])
        }
    }
}
