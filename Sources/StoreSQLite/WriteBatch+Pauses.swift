import Issuance
import Mail
import Queue

extension WriteBatch {
    func setPaused(_ isPaused: Bool, _ pause: QueuePause, by actor: AuditActor, at: Instant) throws {
        let changed =
            if isPaused {
                try db.run(Statements.pause, .text(pause.subject.rawValue), .text(pause.name), .time(at))
            } else {
                try db.run(Statements.resume, .text(pause.subject.rawValue), .text(pause.name))
            }
        guard changed > 0 else { return }
        try audit(AuditAct(by: actor, isPaused ? .paused : .resumed, object: "\(pause.subject.rawValue) \(pause.name)"))
    }

    /// Makes queued again what was held for a domain that is not paused any more.
    func releasePaused(limit: Int) throws -> Int {
        let paused = try db.pauses()
        var released = 0
        var domain = ""
        while released < limit, let next = try db.row(Statements.nextPausedDomain, .text(domain), read: { $0.optionalText(0) }) ?? nil {
            domain = next
            guard !paused.contains(.domain(domain)) else { continue }
            let lanes = try db.rows(Statements.releasePaused, .text(domain), .number(limit - released)) { try $0.lane(0) }
            for lane in lanes {
                counters.move(lane, from: .held, to: .queued)
                wake(due: lane)
            }
            released += lanes.count
            noteChangeOfAnything()
        }
        return released
    }
}

extension Connection {
    func pauses() throws -> Set<QueuePause> {
        Set(
            try rows(Statements.pauses) { columns in
                QueuePause.Subject(rawValue: columns.text(0)).flatMap { QueuePause($0, name: columns.text(1)) }
            }.compactMap(\.self))
    }
}
