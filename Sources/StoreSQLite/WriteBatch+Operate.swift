import Mail
import Queue

extension WriteBatch {
    /// Does what an operator asks. The sealed content stays as it is.
    func perform(
        _ action: MessageAction, on id: QueueID, minimumLeft: [String: Duration], at: Instant
    ) throws -> MessageActionResult {
        let read: (Columns) throws -> (entry: EntryStanding, kind: String, expires: Instant, due: Instant, isPaused: Bool) = {
            (try $0.standing(), $0.text(5), $0.time(6), $0.time(7), $0.text(8) == Reason.paused.rawValue)
        }
        guard let (entry, kind, expires, due, isPaused) = try db.row(Statements.entryForOperator, .id(id), read: read) else {
            return try db.row(Statements.historyState, .id(id)) { .alreadyFinished(try $0.state(0)) } ?? .notFound
        }
        if action == .hold { return try hold(entry, isPaused: isPaused) }
        switch entry.state {
        case .leased: return .inFlight
        case .held where isPaused: return .paused
        case .queued where action == .release || due <= at: return .unchanged
        default: break
        }
        guard at < expires - (minimumLeft[kind] ?? .zero) else { return .tooLate }
        try db.run(Statements.release, .int(entry.row), .time(at))
        if entry.state != .queued { counters.move(entry.lane, from: entry.state, to: .queued) }
        wake(due: entry.lane)
        noteChange(of: entry.id)
        return .done
    }

    /// One that is held for its paused domain stays held when the domain is resumed.
    private func hold(_ entry: EntryStanding, isPaused: Bool) throws -> MessageActionResult {
        if entry.state == .held, !isPaused { return .unchanged }
        guard canEnd(entry) else { return .inFlight }
        try db.run(Statements.hold, .int(entry.row))
        counters.move(entry.lane, from: entry.state, to: .held)
        noteChange(of: entry.id)
        // Cancelled while a connection had it, and given back since: it waits for nobody.
        return try endReturned(entry.row) ? .alreadyFinished(.cancelled) : .done
    }
}
