import GRDB
import Mail
import Queue

extension WriteBatch {
    /// Writes a new entry: leased to the receiver when it is due and there is room, else queued. Cancels what it supersedes.
    func enqueue(_ entry: QueueEntry) throws {
        if let key = entry.supersessionKey { try supersede(key: key, by: entry.id) }
        let isDue = entry.due <= now
        let owner = isDue ? reserve(entry.lane) : nil
        let until = now + Lease.duration
        try insert(entry, owner: owner, until: until)
        counters.add(1, owner == nil ? .queued : .leased, entry.lane)
        if let owner {
            handOver(Lease(entry: entry, row: db.lastInsertedRowID, owner: owner, until: until))
        } else if isDue {
            wake()
        }
    }

    /// Cancels the entries with the key that wait, and the leased ones that no connection has begun with.
    private func supersede(key: [UInt8], by newer: QueueID) throws {
        let older = try db.rows(Statements.entriesBySupersession, .blob(key)) { try $0.standing() }
        for entry in older { try supersede(entry, by: newer) }
    }

    /// Cancels the former mail of something that gets a new one, where that is still possible.
    func supersede(_ former: QueueID, by newer: QueueID) throws {
        guard let entry = try db.row(Statements.entryByID, .id(former), read: { try $0.standing() }) else { return }
        try supersede(entry, by: newer)
    }

    private func supersede(_ entry: EntryStanding, by newer: QueueID) throws {
        if canEnd(entry) {
            try finish(entry, as: .cancelled, reason: .superseded, at: now, supersededBy: newer)
        } else {
            try db.run(Statements.withdraw, .int(entry.row), .text(Reason.superseded.rawValue), .id(newer))
        }
    }

    /// An entry that was cancelled, superseded or erased while a connection had it; `nil`: it was not.
    func withdrawn(_ row: Int64) throws -> (standing: EntryStanding, reason: Reason, supersededBy: QueueID?, isErased: Bool)? {
        try db.row(Statements.withdrawn, .int(row)) { (try $0.standing(), try $0.word(5), try $0.optionalID(6), $0.int(7) == 1) }
    }

    /// Whether an entry may be ended without its owner: a leased one must be withdrawn first.
    func canEnd(_ entry: EntryStanding) -> Bool {
        switch entry.state {
        case .leased: entry.owner.map { withdraw(entry.id, owner: $0) } ?? false
        default: !entry.state.isTerminal
        }
    }

    /// Moves an entry of the hot table to history; its sealed content is overwritten (`secure_delete`).
    func finish(_ entry: EntryStanding, as state: QueueState, reason: Reason, at: Instant, supersededBy: QueueID? = nil) throws {
        let ended: (kind: String, languages: MailLanguages)? = try db.row(
            Statements.finish, .int(entry.row), .int(state.code), .text(reason.rawValue), .time(at), .id(supersededBy)
        ) { ($0.text(0), try $0.languages(1)) }
        try db.run(Statements.deleteEntry, .int(entry.row))
        count(entry, as: state, isCanary: ended?.kind == KindTable.canary)
        if let ended { note(EndedMessages.Labels(kind: ended.kind, language: ended.languages.main, state: state)) }
        noteChange(of: entry.id)
    }

    /// A canary counts only while it waits: the totals are of citizens' mails.
    func count(_ entry: EntryStanding, as state: QueueState, isCanary: Bool) {
        counters.add(-1, entry.state, entry.lane)
        if !isCanary { counters.add(1, state, entry.lane) }
    }

    private func insert(_ entry: QueueEntry, owner: LeaseOwner?, until: Instant) throws {
        let state: QueueState = owner == nil ? .queued : .leased
        try db.run(
            Statements.insertEntry, .id(entry.id), .text(entry.kind), .number(entry.lane.priority), .text(entry.language.rawValue),
            .optional(entry.bindingLanguage?.rawValue), .text(entry.domain), .optional(entry.municipality),
            .blob(entry.sealedContent), .text(entry.templateVersion), .time(entry.issued), .time(entry.expires), .time(entry.due),
            .number(entry.attempt), .number(entry.resends), .optional(entry.supersessionKey), .int(state.code),
            .text(Reason.enqueued.rawValue), owner.map { .int($0.token) } ?? .null, owner == nil ? .null : .time(until))
    }
}
