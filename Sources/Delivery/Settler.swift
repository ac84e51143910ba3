import Logging
import Mail
import Queue
import Submission

/// Turns results into settlements: the only place of the line that ends leases.
struct Settler: Sendable {
    let services: LineServices
    let lanes: ReadyLanes
    let recorder: FlightRecorder
    let pool: RelayPool
    let unwritten = UnwrittenSettlements()
    let replies = RelayReplies()

    /// Settles a message that was submitted. `slot`: its place in the flight recorder, when it came to the final dot.
    func settle(_ prepared: Prepared, _ result: SubmissionResult, relay: Int, slot: Int?, metrics: LineMetrics.Local) {
        let outcome = Outcome(classifying: result)
        let entry = prepared.lease.entry
        let now = services.clock.now
        let attempt = AttemptRecord(
            number: entry.attempt + 1, at: now, relay: pool.configurations[relay].name, stage: result.stage, reply: result.reply,
            outcome: outcome.disposition.rawValue, reason: outcome.reason, rule: outcome.rule)
        let kept = note(attempt, outcome, in: slot)
        if outcome.disposition != .accepted || metrics.isAcceptanceNoted(at: now) { replies.note(attempt) }
        report(outcome, result, relay: relay, id: entry.id)
        let others = avoided(after: outcome, prepared.lease, relay: relay)
        let avoided = others.flatMap { lanes.canRemember(now: now) ? $0 : nil }
        let alternative: Verdict.Alternative = others == nil ? .none : avoided == nil ? .later : .now
        let verdict =
            entry.isCanary ? Verdict(canary: outcome) : verdict(outcome, prepared, relay: relay, alternative, now: now)
        if let avoided, case .waiting(let due, _, _) = verdict.next {
            lanes.remember(entry.id, avoiding: avoided, due: due)
        }
        if entry.isCanary, outcome.disposition == .accepted { pool.acceptedCanary(relay, entry.lane, at: now) }
        if outcome.disposition == .inDoubt, !entry.isCanary { LineMetrics.countInDoubt(entry.kind) }
        let settlement = Settlement(lease: prepared.lease, next: verdict.next, reason: verdict.reason, at: now, attempt: attempt)
        metrics.record(settlement)
        log(settlement, outcome: outcome, relay: relay)
        write(settlement, slot: kept)
    }

    /// Notes for operators what a relay said to a session without a message.
    func note(session result: SubmissionResult, _ outcome: Outcome, relay: Int) {
        replies.note(
            AttemptRecord(
                number: 0, at: services.clock.now, relay: pool.configurations[relay].name, stage: result.stage, reply: result.reply,
                outcome: outcome.disposition.rawValue, reason: outcome.reason, rule: outcome.rule))
    }

    /// Notes at once what the relay said, before the connection goes on: a kill while the settlement waits for the disk leaves no doubt.
    ///
    /// - Returns: The place to free when the settlement is on disk. What was refused needs none: it is queued again.
    private func note(_ attempt: AttemptRecord, _ outcome: Outcome, in slot: Int?) -> Int? {
        guard let slot else { return nil }
        switch outcome.disposition {
        case .accepted:
            recorder.accept(slot, attempt)
            return slot
        case .inDoubt:
            return slot
        case .deferred, .greylisted, .relayBusy, .relayMisconfigured, .senderRefused, .rejected:
            recorder.end(slot)
            return nil
        }
    }

    /// The relays that the next attempt is to leave out, when another one is left: those that failed or refused this entry; after
    /// greylisting all but the one that knows it (RFC 6647 §5).
    private func avoided(after outcome: Outcome, _ lease: Lease, relay: Int) -> RelaySet? {
        guard outcome.disposition != .accepted, !lease.entry.isCanary, pool.configurations.count > 1 else { return nil }
        switch outcome.disposition {
        case .relayBusy, .relayMisconfigured, .senderRefused:
            let avoided = lease.avoided.union(.relay(relay))
            return pool.available.isSubset(of: avoided) ? nil : avoided
        case .greylisted:
            return RelaySet.all.subtracting(.relay(relay))
        case .accepted, .deferred, .rejected, .inDoubt:
            return nil
        }
    }

    private func verdict(
        _ outcome: Outcome, _ prepared: Prepared, relay: Int, _ alternative: Verdict.Alternative, now: Instant
    ) -> Verdict {
        let entry = prepared.lease.entry
        // Nearly all: no retry to compute.
        if outcome.disposition == .accepted { return Verdict(next: .finished(.accepted), reason: outcome.reason) }
        let jitter = services.random.nextUnit()
        let untilRelay =
            pool.isAvailable(relay)
            ? RetrySchedule.afterRelayFault(lane: entry.lane, age: now - entry.issued, jitter: jitter) : pool.untilNextTry
        return Verdict(
            outcome, entry: entry, kind: prepared.kind, now: now, untilRelay: untilRelay, alternative: alternative, jitter: jitter)
    }

    /// Settles a message that was not submitted: expired, unreadable, unrenderable.
    func settle(_ lease: Lease, _ next: Settlement.Next, _ reason: Reason, metrics: LineMetrics.Local?) {
        let settlement = Settlement(lease: lease, next: next, reason: reason, at: services.clock.now, attempt: nil)
        metrics?.record(settlement)
        services.logger.info(
            "settled",
            metadata: [
                "mail.queue_id": "\(lease.entry.id)", "mail.kind": "\(lease.entry.kind)", "mail.reason": "\(reason.rawValue)",
            ])
        write(settlement, slot: nil)
    }

    private func write(_ settlement: Settlement, slot: Int?, isRepeated: Bool = false) {
        let id = settlement.lease.entry.id
        services.store.settle(settlement) { [lanes, recorder, services, unwritten] result in
            // A failed write keeps the lease, and the mark: tried again, the message is not submitted twice.
            if result == .failed {
                unwritten.add(settlement, slot: slot)
                guard !isRepeated else { return }
                services.logger.error("settlement not written", metadata: ["mail.queue_id": "\(id)"])
                return lanes.countUnwritten(1)
            }
            if isRepeated { lanes.countUnwritten(-1) }
            // One damaged place stops nobody else's mail. Its lease and its mark stay, so that it is not submitted again.
            guard result != .broken else {
                return services.logger.error("settlement cannot be written", metadata: ["mail.queue_id": "\(id)"])
            }
            if result == .notLeased { services.logger.warning("settlement came too late", metadata: ["mail.queue_id": "\(id)"]) }
            if let slot { recorder.end(slot) }
            lanes.settled(id)
            // Due again at once: nobody else says so, and the look for due entries comes only each second.
            guard result == .settled, case .waiting(let due, _, _) = settlement.next, due <= settlement.at else { return }
            lanes.markBacklog(of: settlement.lease.entry.lane)
            lanes.wake()
        }
    }

    /// Writes again what could not be written.
    func retryUnwritten() {
        for (settlement, slot) in unwritten.takeAll() { write(settlement, slot: slot, isRepeated: true) }
    }

    /// Tells the relay's pool what came of a message.
    private func report(_ outcome: Outcome, _ result: SubmissionResult, relay: Int, id: QueueID) {
        let event = ConcurrencyLimit.Event(outcome, result)
        switch outcome.disposition {
        case .accepted, .deferred, .greylisted, .rejected:
            changed(pool.succeeded(relay, event), event ?? .answered, relay)
        case .relayBusy, .relayMisconfigured, .inDoubt, .senderRefused:
            if let event { note(event, relay) }
            reportToBreaker(outcome, result, relay: relay, id: id)
        }
    }

    /// Faults of the relay open its breaker; what may be tied to one recipient does so only when several break in a row.
    private func reportToBreaker(_ outcome: Outcome, _ result: SubmissionResult, relay: Int, id: QueueID) {
        // What the relay says of itself there needs no second time; what may be about the message's sender does.
        let isBeforeRecipient = [.mail, .rset].contains(result.stage) && outcome.rule != "relay-at-mail"
        switch outcome.disposition {
        case .relayMisconfigured:
            openBreaker(relay, outcome.reason)
        // Too much at once, and others go through: fewer connections, see ``note(_:_:)``.
        case .relayBusy where isBeforeRecipient && !(outcome.reason == .rateLimited && pool.hasOtherConnections(relay)):
            openBreaker(relay, outcome.reason)
        case .relayBusy, .inDoubt:
            if pool.struck(relay, id) { openBreaker(relay, outcome.reason) }
        // Where another relay may take them, it is not to wait until this one has refused a whole backlog, message by message.
        case .senderRefused:
            if pool.isRefusedForAnother(relay, id, outcome.reason) { wentAway(relay, outcome.reason) }
        case .accepted, .deferred, .greylisted, .rejected:
            break
        }
    }

    /// Notes what the relay can bear. Fewer connections: those beyond give up theirs; more: the next one is woken.
    func note(_ event: ConcurrencyLimit.Event, _ relay: Int) {
        changed(pool.note(event, relay), event, relay)
    }

    private func changed(_ limit: Int?, _ event: ConcurrencyLimit.Event, _ relay: Int) {
        guard let limit else { return }
        services.logger.log(
            level: event == .overloaded ? .notice : .debug, "relay concurrency changed",
            metadata: ["relay": "\(pool.configurations[relay].name)", "relay.concurrency": "\(limit)"])
        lanes.nudge()
    }

    /// Opens the breaker. When no relay is left, what waits in memory goes back to the queue with the reason.
    func openBreaker(_ relay: Int, _ reason: Reason) {
        if pool.failed(relay, reason) { wentAway(relay, reason) }
    }

    private func wentAway(_ relay: Int, _ reason: Reason) {
        services.logger.warning(
            "relay away", metadata: ["relay": "\(pool.configurations[relay].name)", "reason": "\(reason.rawValue)"])
        lanes.nudge()
        lanes.release(unless: pool.available)
        if !pool.isAnyAvailable { shut(reason) }
    }

    /// An operator pauses a relay, or resumes it: as when its breaker opens or closes.
    func setPaused(_ isPaused: Bool, relay name: String) {
        pool.setPaused(isPaused, name)
        lanes.nudge()
        lanes.release(unless: pool.available)
        if !pool.isAnyAvailable { shut(.paused) } else if !isPaused { open() }
    }

    /// Brings back to the queue what waits in memory for a paused lane: due as before, no attempt counted.
    func returnPaused() {
        for lease in lanes.evictPaused() {
            let entry = lease.entry
            let next = Settlement.Next.waiting(due: entry.due, attempt: entry.attempt, resends: entry.resends)
            write(Settlement(lease: lease, next: next, reason: .paused, at: services.clock.now, attempt: nil), slot: nil)
        }
    }

    /// Holds what a connection would have got, were its domain not paused; puts back what is too much for a domain's limit, and what was
    /// withdrawn, which the store ends there.
    func settleSetAside() {
        for lease in lanes.takeSetAside() {
            let next = Settlement.Next.held(attempt: lease.entry.attempt)
            write(Settlement(lease: lease, next: next, reason: .paused, at: services.clock.now, attempt: nil), slot: nil)
        }
        let overflow = lanes.takeOverflow(now: services.clock.now, last: lastSubmission(of:))
        for (lease, due) in overflow { putBack(lease, due: due, .rateLimited) }
        for lease in lanes.takeCalledBack() { putBack(lease, due: lease.entry.due, .enqueued) }
    }

    /// Back to the queue, nothing counted; not for longer than its life.
    private func putBack(_ lease: Lease, due: Instant, _ reason: Reason) {
        let entry = lease.entry
        let next = Settlement.Next.waiting(due: min(due, lastSubmission(of: entry)), attempt: entry.attempt, resends: entry.resends)
        write(Settlement(lease: lease, next: next, reason: reason, at: services.clock.now, attempt: nil), slot: nil)
    }

    private func lastSubmission(of entry: QueueEntry) -> Instant {
        services.kinds[entry.kind]?.lastSubmission(expires: entry.expires) ?? entry.expires
    }

    /// A relay is to be had: entries are handed over in memory again, and the store may hold some.
    func open() {
        lanes.setOpen(true)
        lanes.markBacklog()
        lanes.wake()
    }

    /// No relay is to be had: entries stay in the queue, and what waits in memory goes back there until one may be tried.
    func shut(_ reason: Reason) {
        lanes.setOpen(false)
        returnWaiting(reason)
        lanes.markBacklog()
        // One that came back meanwhile opened before this shut.
        if pool.isAnyAvailable { open() }
    }

    private func returnWaiting(_ reason: Reason) {
        let due = services.clock.now + pool.untilNextTry
        for lease in lanes.evict() { putBack(lease, due: due, reason) }
    }

    private func log(_ settlement: Settlement, outcome: Outcome, relay: Int) {
        let entry = settlement.lease.entry
        let level: Logger.Level = outcome.disposition == .accepted ? .debug : .info
        services.logger.log(
            level: level, "\(message(outcome))",
            metadata: [
                "mail.queue_id": "\(entry.id)", "mail.kind": "\(entry.kind)", "mail.attempt": "\(entry.attempt + 1)",
                "mail.reason": "\(settlement.reason.rawValue)", "mail.rule": "\(outcome.rule)",
                "mail.reply_code": "\(settlement.attempt?.reply?.code.description ?? "-")",
                "relay": "\(pool.configurations[relay].name)",
            ])
    }

    private func message(_ outcome: Outcome) -> StaticString {
        switch outcome.disposition {
        case .accepted: "accepted"
        case .deferred, .greylisted: "deferred"
        case .relayBusy, .relayMisconfigured: "relay fault"
        case .senderRefused: "held"
        case .rejected: "rejected"
        case .inDoubt: "in doubt"
        }
    }
}
