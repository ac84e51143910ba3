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
    let memtables: Memtables
    private let hub: ChangeHub
    /// Asked once for each batch. Who comes later reads after the commit, or is told that anything may have changed.
    private let isFollowed: Bool
    /// What somebody may follow; collected only while somebody follows anything.
    private var changed: [ChangeSubject] = []
    private var changedAnything = false
    /// A table took no value of the memtables.
    var flushFailed = false
    /// Values of the memtables that go on their way with this transaction at least, or as many as it adds twice over.
    var flushStep = 64
    /// Where the audit log ends with what this transaction appended; `nil`: to be read.
    var auditEnd: AuditEnd?

    var counters = CounterDeltas()
    private var endedMessages = EndedMessages()
    private var reserved: [Lane] = []
    private var leases: [Lease] = []
    private var wakes = false
    /// Lanes that got an entry that is due at once and did not come new: nobody refused it, so the receiver cannot know.
    private var dueLanes: Set<Lane> = []
    /// Taken out of the receiver's memory; stays so over a rollback, for the receiver gives an entry back once only.
    private var withdrawn: Set<QueueID> = []
    /// Those of `withdrawn` that this transaction takes the lease from.
    private var ended: Set<QueueID> = []

    init(
        db: Connection, receiver: (any LeaseReceiver)?, now: Instant, trail: AuditTrail, memtables: Memtables, changes hub: ChangeHub
    ) {
        self.db = db
        self.receiver = receiver
        self.now = now
        self.trail = trail
        self.memtables = memtables
        self.hub = hub
        isFollowed = hub.isFollowed
        auditEnd = trail.end
    }

    /// What one request may undo alone.
    struct Mark {
        fileprivate let counters: CounterDeltas
        fileprivate let endedMessages: EndedMessages
        fileprivate let reserved: Int
        fileprivate let leases: [Lease]
        fileprivate let wakes: Bool
        fileprivate let dueLanes: Set<Lane>
        fileprivate let ended: Set<QueueID>
        fileprivate let auditEnd: AuditEnd?
        fileprivate let memtables: Memtables.Mark
    }

    var mark: Mark {
        Mark(
            counters: counters, endedMessages: endedMessages, reserved: reserved.count, leases: leases, wakes: wakes,
            dueLanes: dueLanes, ended: ended, auditEnd: auditEnd, memtables: memtables.mark)
    }

    /// Goes back to a mark, after the savepoint was rolled back.
    func restore(_ mark: Mark) {
        counters = mark.counters
        endedMessages = mark.endedMessages
        for lane in reserved[mark.reserved...] { receiver?.release(lane) }
        reserved.removeSubrange(mark.reserved...)
        leases = mark.leases
        wakes = mark.wakes
        dueLanes = mark.dueLanes
        ended = mark.ended
        auditEnd = mark.auditEnd
        memtables.rollBack(to: mark.memtables)
    }

    /// Forgets everything, after the transaction was rolled back.
    func reset() {
        restore(
            Mark(
                counters: CounterDeltas(), endedMessages: EndedMessages(), reserved: 0, leases: [], wakes: false, dueLanes: [], ended: [],
                auditEnd: trail.end, memtables: Memtables.Mark()))
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

    /// Counts a message that ends without a relay, after the commit.
    func note(_ ended: EndedMessages.Labels) { endedMessages.add(ended) }

    /// Notes what followers see changed. What is rolled back may stay noted: it is read again, and found as it was.
    func noteChange<Subject: IdentifierSubject>(of id: Identifier<Subject>) {
        if isFollowed { changed.append(ChangeSubject(id)) }
    }

    /// The same where a statement does not tell which.
    func noteChangeOfAnything() { changedAnything = true }

    /// Whether a leased entry could be taken back: no connection has begun with it.
    func withdraw(_ id: QueueID, owner: LeaseOwner) -> Bool {
        guard let receiver, receiver.owner == owner else { return false }
        if let index = leases.firstIndex(where: { $0.entry.id == id }) {
            // Not handed over yet: its place is given back after the commit.
            leases.remove(at: index)
            return true
        }
        // What was ended here and leased anew since is no longer what was taken out.
        guard withdrawn.contains(id) && !ended.contains(id) || receiver.withdraw(id) else { return false }
        withdrawn.insert(id)
        ended.insert(id)
        return true
    }

    /// After the commit: tells those who follow, fills the places, gives back those not needed, wakes the line.
    func finish() {
        trail.end = auditEnd
        memtables.commit(at: now)
        endedMessages.record()
        tellFollowers()
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

    private func tellFollowers() {
        if isFollowed, !changedAnything { return hub.tell(changed) }
        // They began to follow while this batch was written, and it collected nothing for them.
        if hub.isFollowed { hub.tellAll() }
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
