import Mail
import Queue
import Submission
import TestKit

@testable import Delivery

/// What is asked of every step that goes out of the process, and of the end.
extension Simulation {
    /// A connection took an entry and is about to begin with it.
    func render(_ entry: QueueEntry, _ content: QueueContent, _ run: SimulatedRun) throws -> Transaction {
        // The recovery was before: from here on a lost recorder is no excuse.
        isLeaseRecordLost = false
        ledger.isRecovering = false
        if !run.isOver { lookAtOrder(entry, run) }
        note("\(running?.name ?? "") takes \(entry.id)")
        // Looks for the next as soon as it has done with this one.
        running?.seen = -1
        let text = "Message-ID: <\(entry.id)@send.example.be>\r\n\r\n\(content.recipient.localPart): \(content.variables)\r\n.\r\n"
        let message = Array(text.utf8)
        rendered[entry.id] = message
        let envelope = Envelope(
            reversePath: try EmailAddress("no-reply@send.example.be"), forwardPath: content.recipient, identifier: "\(entry.id)")
        return Transaction(envelope: envelope, message: message)
    }

    /// `code` before `link` before `notice`, and nothing that is paused.
    private func lookAtOrder(_ entry: QueueEntry, _ run: SimulatedRun) {
        guard let lanes = run.line?.lanes, let name = running?.name,
            let relay = relays.firstIndex(where: { name.contains("-\($0.configuration.name)-") })
        else { return }
        if ledger.pauses.contains(.lane(entry.lane)) { fail("\(entry.id): taken although its lane is paused") }
        if ledger.pauses.contains(.domain(entry.domain)) { fail("\(entry.id): taken although its domain is paused") }
        if ledger.pauses.contains(.relay(relays[relay].configuration.name)) { fail("\(entry.id): taken by a relay that is paused") }
        let earlier = lanes.monitor.withLock { state in
            Lane.allCases.first { $0 < entry.lane && !state.waiting[$0].isEmpty && !state.pausedLanes[$0] }
        }
        if let earlier, let pool = run.pool, let number = name.split(separator: "-").last.flatMap({ Int($0) }),
            let place = pool.configurations.firstIndex(where: { $0.name == relays[relay].configuration.name }),
            pool.turn(place, connection: number - 1) == .all
        {
            fail("\(entry.id): a \(entry.lane.rawValue) was taken while a \(earlier.rawValue) waited")
        }
    }

    /// A connection looked for the last time and is about to write a content.
    func contentBegins(for recipient: String, on link: SimulatedLink, of run: SimulatedRun) {
        guard !run.isOver, let owner = run.line?.lanes.owner else { return }
        guard let id = ledger.byRecipient[recipient] else { return fail("a message for nobody who asked") }
        note("content of \(id) begins")
        if !run.claims.take(id, by: link) { fail("\(id): on two connections") }
        check { () throws(Violation) in try ledger.contentBegan(id, owner: owner, wall: clock.now) }
    }

    /// A relay got a final dot. `start`: when its content was begun, by both clocks; only what was waited for since has passed of a life.
    func relay(took message: SimulatedSession.Message, of run: SimulatedRun, _ start: (wall: Instant, at: Duration)?) {
        guard !run.isOver, let start else { return }
        note("dot for \(message.recipient), \(message.isTaken ? "taken" : "not taken")")
        let expected = ledger.byRecipient[message.recipient].flatMap { rendered[$0] }
        let wall = start.wall + (clock.monotonic - start.at)
        check { () throws(Violation) in try ledger.took(message, expected: expected, wall: wall) }
    }

    func fail(_ text: String) { violation = violation ?? Violation(text) }

    // MARK: The end

    /// It is well, and nothing waits any more.
    var isOver: Bool { isHealed && run != nil && ledger.waiting.isEmpty && hasCanary && violation == nil }

    func judgeEnd() throws {
        for message in ledger.messages.values {
            if message.isAcknowledged, message.end == nil { throw Violation("\(message.entry.id): acknowledged and lost") }
            tally.copies += message.copies
            tally.inDoubt += message.doubts
            switch message.end {
            case .accepted: tally.accepted += 1
            case .expired: tally.expired += 1
            case .rejected: tally.rejected += 1
            case .cancelled: tally.withdrawn += 1
            default: break
            }
        }
        if let wrong = try database.wrongCounter() { throw Violation(wrong) }
    }
}
