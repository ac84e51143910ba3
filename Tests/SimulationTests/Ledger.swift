import Mail
import Queue

/// What the outside knows: what was asked and answered, what the relays got, and what is on disk after each commit. Judges by that alone.
struct Ledger {
    struct Message {
        let entry: QueueEntry
        let recipient: String
        let lastSubmission: Instant
        var isAcknowledged = false
        /// Whole copies that a relay took.
        var copies = 0
        /// How often it came to be in doubt.
        var doubts = 0
        var row: SimulatedDatabase.Row?
        var end: QueueState?
        /// Its content was begun, and nothing was settled since.
        var isOpen = false
        var isCancelled = false
    }

    private(set) var messages: [QueueID: Message] = [:]
    private(set) var byRecipient: [String: QueueID] = [:]
    /// Paused, as the operator was told.
    var pauses: Set<QueuePause> = []
    /// From a start to its first message.
    var isRecovering = false
    /// How many of the former process's messages may still come to be in doubt.
    private var doubtsLeft = 0
    /// They were in doubt before it ended, with a settlement that was not written.
    private var lostBefore: Set<QueueID> = []

    /// A process starts that finds what the former one left.
    mutating func started(connections: Int, lostBefore: Set<QueueID>) {
        (isRecovering, doubtsLeft, self.lostBefore) = (true, connections, lostBefore)
    }

    mutating func add(_ entry: QueueEntry, to recipient: String, lastSubmission: Instant) {
        messages[entry.id] = Message(entry: entry, recipient: recipient, lastSubmission: lastSubmission)
        byRecipient[recipient] = entry.id
    }

    subscript(id: QueueID) -> Message? {
        get { messages[id] }
        set { messages[id] = newValue }
    }

    /// Messages that were acknowledged and have not come to an end.
    var waiting: [Message] { messages.values.filter { $0.row != nil } }

    // MARK: Answers

    mutating func answered(_ id: QueueID, _ fault: StoreFault?) throws(Violation) {
        guard let message = messages[id] else { return }
        let isThere = message.row != nil || message.end != nil
        switch fault {
        case nil:
            guard isThere else { throw Violation("\(id): acknowledged and not on disk") }
            messages[id]?.isAcknowledged = true
        case .closed: break
        default: if isThere { throw Violation("\(id): refused and on disk") }
        }
    }

    // MARK: On disk, after a commit

    /// - Parameter isLeaseRecordLost: After a power loss all that was leased may be in doubt.
    mutating func committed(_ database: SimulatedDatabase, isLeaseRecordLost: Bool) throws {
        let rows = try database.entries()
        let new = rows.keys.filter { messages[$0]?.row == nil }
        for (id, row) in rows { try changed(id, row, isLeaseRecordLost) }
        for id in messages.keys where messages[id]?.row != nil && rows[id] == nil { try gone(id, try database.end(of: id)) }
        // Written and ended in one transaction, as one of two that supersede each other.
        for id in messages.keys where messages[id]?.row == nil && messages[id]?.end == nil { messages[id]?.end = try database.end(of: id) }
        for id in new { try superseded(by: id) }
    }

    private mutating func changed(_ id: QueueID, _ row: SimulatedDatabase.Row, _ isLeaseRecordLost: Bool) throws {
        guard var message = messages[id] else { throw Violation("\(id): nobody asked for it") }
        if let end = message.end { throw Violation("\(id): ended as \(end.rawValue) and came back") }
        if let old = message.row {
            if old.isWithdrawn, row.state != .leased { throw Violation("\(id): withdrawn and \(row.state.rawValue) again") }
            if row.resends > old.resends {
                message.doubts += row.resends - old.resends
                let isRecovered = row.reason == Reason.processEndedAfterFinalDot.rawValue
                if isRecovered, !isLeaseRecordLost { try recovered(message) }
            }
            if row.state != .leased || row.owner != old.owner { message.isOpen = false }
        }
        message.row = row
        messages[id] = message
    }

    /// In doubt since a process ended: its content was begun, and of each connection there is one at most beside those that were lost before.
    private mutating func recovered(_ message: Message) throws(Violation) {
        guard message.isOpen else { throw Violation("\(message.entry.id): in doubt, and its content was never begun") }
        guard isRecovering, !lostBefore.contains(message.entry.id) else { return }
        doubtsLeft -= 1
        guard doubtsLeft >= 0 else { throw Violation("\(message.entry.id): in doubt, one more than there were connections") }
    }

    private mutating func gone(_ id: QueueID, _ end: QueueState?) throws {
        guard let end, var message = messages[id] else { throw Violation("\(id): lost from the store") }
        // Recovered and ended in one commit, as by a newer one: that it was in doubt was never on disk.
        if end == .inDoubt || (message.isOpen && isRecovering && end != .accepted) { message.doubts += 1 }
        (message.row, message.end, message.isOpen) = (nil, end, false)
        messages[id] = message
        if end == .accepted, message.copies == 0 { throw Violation("\(id): accepted, and no relay took it") }
        if end != .accepted, message.copies > 0, message.doubts == 0 {
            throw Violation("\(id): a relay took it, and it ended as \(end.rawValue)")
        }
        if message.isCancelled, end != .cancelled {
            throw Violation("\(id): the caller was told cancelled, and it ended as \(end.rawValue)")
        }
    }

    /// Of all with the key of a new entry one is left; those that a connection has are marked.
    private func superseded(by id: QueueID) throws(Violation) {
        guard let key = messages[id]?.entry.supersessionKey else { return }
        let left = messages.values.filter { $0.entry.supersessionKey == key && $0.row?.isWithdrawn == false }
        if left.count > 1 { throw Violation("\(left.map(\.entry.id)): not superseded") }
    }

    // MARK: At the relay

    /// A content is about to be written.
    mutating func contentBegan(_ id: QueueID, owner: LeaseOwner, wall: Instant) throws(Violation) {
        guard let message = messages[id] else { throw Violation("\(id): submitted, and nobody asked for it") }
        if let end = message.end { throw Violation("\(id): submitted after it ended as \(end.rawValue)") }
        guard let row = message.row, row.state == .leased, row.owner == owner.token else {
            throw Violation(
                "\(id): submitted without a lease (\(message.row.map { "\($0.state.rawValue) \($0.reason)" } ?? "not on disk"))")
        }
        guard let until = row.until, until > wall else { throw Violation("\(id): submitted after its lease ended") }
        messages[id]?.isOpen = true
    }

    /// The final dot. `wall`: when, by the clock that was looked at before the content.
    mutating func took(_ copy: SimulatedSession.Message, expected: [UInt8]?, wall: Instant) throws(Violation) {
        guard let id = byRecipient[copy.recipient], let message = messages[id] else { throw Violation("a message for nobody who asked") }
        guard let expected, expected == copy.octets else { throw Violation("\(id): somebody else's content, or a changed one") }
        guard wall < message.lastSubmission else { throw Violation("\(id): late, its last submission was before") }
        guard copy.isTaken else { return }
        guard message.copies <= message.doubts else { throw Violation("\(id): a second copy, and it was not in doubt") }
        messages[id]?.copies += 1
    }
}
