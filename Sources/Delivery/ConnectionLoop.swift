import Logging
import Mail
import Queue
import Submission

/// One relay connection and its thread: takes leases, submits them, settles each. Everything blocking of the line is here.
///
/// The way of one message: take → prepare (open, render) → MAIL, RCPT, DATA → content and dot → settle.
final class ConnectionLoop {
    let services: LineServices
    let lanes: ReadyLanes
    let pool: RelayPool
    let settler: Settler
    let preparation: Preparation
    let relay: Int
    /// Of the relay's connections, from 0: the first is reserved for codes while there are others.
    let number: Int
    let metrics: LineMetrics.Local

    var connection: (any RelayLink)?
    var dialogue: SubmissionDialogue?
    /// Transactions begun on the connection.
    var carried = 0
    var lastUse: Duration = .zero
    /// The stage whose reply is awaited, and since when: a relay that drips octets must not get a fresh deadline with each.
    var awaited: (stage: SubmissionStage, since: Duration)?

    /// Reserved for codes now, so that a backlog of links never delays one.
    var codeOnly = false
    /// The relay takes no more connections than it has: this one takes no message until then. Monotonic.
    var restsUntil: Duration?

    /// This relay thinks longer about a dot than a message may wait behind it: none goes there until an answer came in time.
    var dotIsSlow = false

    /// How long a connection may idle before it is closed, and how long a thread waits for work at a time.
    static let idleLimit: Duration = .seconds(15)
    private static let waitSlice: Duration = .seconds(1)
    /// How long the answer to a dot may take before the message behind it is given to another connection.
    private static let followingPatience: Duration = .milliseconds(500)

    init(settler: Settler, relay: Int, number: Int) {
        self.services = settler.services
        self.lanes = settler.lanes
        self.pool = settler.pool
        self.settler = settler
        self.preparation = Preparation(
            services: settler.services, settler: settler, relay: settler.pool.configurations[relay].name,
            signer: settler.services.signers[settler.pool.configurations[relay].name])
        self.relay = relay
        self.number = number
        self.metrics = LineMetrics.Local(relay: settler.pool.configurations[relay].name)
    }

    /// Runs until the lanes are closed.
    func run() {
        while !lanes.isClosed { turn(waitingAtMost: Self.waitSlice) }
        closeConnection(sayingQuit: true)
    }

    /// Waits for a lease and carries it, with those behind it; without one, looks after the relay and the connection.
    func turn(waitingAtMost limit: Duration) {
        codeOnly = !isResting && pool.use(relay, connection: number) == .codesOnly
        if let lease = lanes.take(relay: relay, codeOnly: codeOnly, atMost: limit, turn: turn) {
            if let prepared = prepare(lease) { carry(prepared) }
        } else {
            // Whichever thread of the relay is idle first looks whether it is back: all others may wait for an answer.
            if pool.takeProbe(relay) { probe() }
            closeIfIdle()
        }
    }

    /// Whether the relay refused this connection within the last second.
    var isResting: Bool {
        guard let restsUntil else { return false }
        if services.clock.monotonic < restsUntil { return true }
        self.restsUntil = nil
        return false
    }

    /// The lease ready for the wire; `nil` when it was settled instead.
    func prepare(_ lease: Lease) -> Prepared? {
        let prepared = preparation.prepare(lease, metrics: metrics)
        if prepared == nil { lanes.giveTokensBack(lease, relay: relay) }
        return prepared
    }

    private func turn() -> Turn {
        if isResting { return .nothing }
        return pool.turn(relay, connection: number)
    }

    // MARK: One run of messages on the connection

    /// Submits one message, and with it those that can travel behind its dot.
    private func carry(_ first: Prepared) {
        var current = first
        pool.began(relay)
        defer { pool.ended(relay) }
        guard openConnection(for: first) else { return }
        if let fault = first.transaction.obstacle(connection?.capabilities ?? RelayCapabilities()) {
            return settler.settle(first, .fault(fault, at: .mail), relay: relay, slot: nil, metrics: metrics)
        }
        guard var dialogue else { return putBack([first]) }
        // Moved out, so that no second reference makes each change a copy.
        self.dialogue = nil
        var isReused = carried > 0
        carried += 1
        awaited = nil
        dialogue.begin(first.transaction)
        var following: Prepared?
        var (hasWithdrawn, isBehindDot) = (false, false)
        var violation: TransportFault?
        var slot: Int?
        do throws(TransportFault) {
            while true {
                let step = dialogue.next(at: services.clock.now)
                // Replies that came before the violation count; nothing is said or asked after it.
                if let violation, step.goesOn { throw violation }
                switch step {
                case .write(let octets):
                    awaited = nil
                    try connection?.write(octets[...], within: deadline(dialogue.stage))
                case .read:
                    let isInTime = try read(into: &dialogue, hasFollowing: following != nil, &violation)
                    if !isInTime, let waiting = following {
                        // A relay that thinks long about one message holds up nobody else's.
                        lanes.putBack(waiting.lease, relay: relay)
                        (following, hasWithdrawn, dotIsSlow) = (nil, true, true)
                    }
                case .content:
                    // First: to open and render it takes its time, and nothing may come between the last look and the octets.
                    following = takeFollowing()
                    guard let left = timeLeft(current) else { return putBack([following].compactMap(\.self)) }
                    slot = mark(current)
                    guard slot != nil else { return putBack([following, current].compactMap(\.self)) }
                    if following != nil { carried += 1 }
                    try writeContent(&dialogue, then: following, within: left, &violation)
                case .finished(let result):
                    if dotIsSlow, !hasWithdrawn { lookAtDot(result) }
                    awaited = nil
                    // A session that ran long enough for the relay (421 after so many messages): a fresh one, at once.
                    if (isReused && Self.endsSession(result)) || asksAgain(current, after: result) {
                        return putBack([following, current].compactMap(\.self))
                    }
                    settler.settle(current, result, relay: relay, slot: slot, metrics: metrics)
                    slot = nil
                    // Its envelope is at the relay and cannot be called back.
                    if hasWithdrawn { return closeConnection(sayingQuit: false) }
                    guard let next = following else { break }
                    guard !dialogue.isBroken else {
                        putBack([next])
                        break
                    }
                    (current, following, isReused, isBehindDot) = (next, nil, true, true)
                case .idle:
                    self.dialogue = dialogue
                    lastUse = services.clock.monotonic
                    if dialogue.isBroken || violation != nil { closeConnection(sayingQuit: false) }
                    return
                }
            }
        } catch {
            let isPipelined = connection?.capabilities.pipelining ?? false
            closeConnection(sayingQuit: false)
            if let following { putBack([following]) }
            let results = dialogue.fail(error)
            // The body had no more time than the message's life and its lease.
            if results.first == .fault(.timedOut, at: .body), timeLeft(current) == nil {
                if let slot { settler.recorder.end(slot) }
                return
            }
            // What was buffered behind the dot is gone, and the relay waits: another way to break PIPELINING.
            let isSwallowed = isBehindDot && error == .timedOut
            lost(current, results, slot: slot, isReused: isReused && !isSwallowed, isPipelined: isPipelined)
        }
    }

    /// The answer to a dot came within the patience: messages may travel behind dots again.
    private func lookAtDot(_ result: SubmissionResult) {
        guard result.stage == .finalDot, let awaited, awaited.stage == .finalDot else { return }
        if services.clock.monotonic - awaited.since < Self.followingPatience { dotIsSlow = false }
    }

    /// Whether a reply on a reused connection ends the session rather than telling anything about the message or the relay.
    private static func endsSession(_ result: SubmissionResult) -> Bool {
        guard let reply = result.reply else { return false }
        return result.stage == .rset || (result.stage == .mail && reply.code == .serviceNotAvailable)
    }

    /// The connection is gone: settles what was in flight, or puts it back when the relay had not answered for it.
    private func lost(_ current: Prepared, _ results: [SubmissionResult], slot: Int?, isReused: Bool, isPipelined: Bool) {
        guard let result = results.first else { return putBack([current]) }
        // A reused connection that dies before MAIL was answered tells nothing about the relay (idle timeout).
        if isReused, result == .fault(.connectionLost, at: .mail) || result == .fault(.connectionLost, at: .rset) {
            return putBack([current])
        }
        if !isReused, case .fault(_, let stage) = result, [.mail, .rcpt, .data].contains(stage) {
            let id = current.lease.entry.id
            // Perhaps it cannot pipeline: the same message once more, plain. Lost again, it was the message or the relay.
            // Other connections may have been caught at the same time: theirs go plain as well.
            if isPipelined {
                if pool.suspectPipelining(relay, id) {
                    services.logger.warning(
                        "pipelining given up for a while",
                        metadata: ["relay": "\(pool.configurations[relay].name)", "mail.queue_id": "\(id)"])
                }
                return putBack([current])
            }
            pool.clearPipelining(relay, id)
        }
        settler.settle(current, result, relay: relay, slot: slot, metrics: metrics)
    }

    /// Reads what comes next; `false` when a message travels behind the dot and the answer to that takes long.
    func read(
        into dialogue: inout SubmissionDialogue, hasFollowing: Bool, _ violation: inout TransportFault?
    ) throws(TransportFault) -> Bool {
        guard let connection else { throw .connectionLost }
        let stage = dialogue.stage
        let began = services.clock.monotonic
        if awaited?.stage != stage { awaited = (stage, began) }
        let waited = began - (awaited?.since ?? began)
        let left = deadline(stage) - waited
        guard left > .zero else { throw .timedOut }
        let patience = hasFollowing && stage == .finalDot ? min(left, max(Self.followingPatience - waited, .zero)) : left
        do {
            try connection.read(within: patience) { octets in
                do throws(TransportFault) { try dialogue.receive(octets) } catch { violation = error }
            }
        } catch {
            guard error == .timedOut, patience < left else { throw error }
            return false
        }
        metrics.record(stage, services.clock.monotonic - began)
        return true
    }

    /// Gives leases back unharmed, the last one first in line, and closes.
    private func putBack(_ prepared: [Prepared]) {
        for one in prepared { lanes.putBack(one.lease, relay: relay) }
        closeConnection(sayingQuit: false)
    }

    func deadline(_ stage: SubmissionStage) -> Duration {
        pool.configurations[relay].deadlines.duration(of: stage)
    }
}
