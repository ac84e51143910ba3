import Mail
import Queue
import Submission
import TestKit

@testable import Delivery

/// What clients, operators, relays and the machine do.
extension Simulation {
    /// Spreads messages, operations and moods over the time until it is well.
    func plan(until end: Duration) {
        let last = Int(end.secondsAsDouble * 1_000)
        for _ in 0..<plan.messages {
            // Several at once, now and then: they share a commit.
            let at = chance.milliseconds(0...last)
            after(at) { for _ in 0..<(self.chance.once(in: 4) ? 3 : 1) { self.enqueue() } }
        }
        for _ in 0..<plan.operations { after(chance.milliseconds(0...last)) { self.operate() } }
        for relay in relays {
            for _ in 0..<chance.between(1...4) {
                after(chance.milliseconds(0...last)) {
                    relay.mood = self.chance.pick(Mood.allCases)
                    self.note("\(relay.configuration.name) is \(relay.mood)")
                }
            }
        }
        after(end) { self.heal() }
    }

    // MARK: Clients

    private func enqueue() {
        guard run != nil else { return after(.milliseconds(100)) { self.enqueue() } }
        let name = chance.pick([KindTable.oneTimeCode, KindTable.activationLink, KindTable.keyActivated])
        let domain = chance.once(in: 8) ? "gone.example" : chance.pick(["a.example", "b.example"])
        enqueue(name, domain: domain, key: chance.once(in: 3) ? [UInt8(chance.below(3))] : nil)
    }

    @discardableResult
    func enqueue(_ name: String, domain: String, key: [UInt8]?) -> QueueID? {
        guard let run, let kind = kinds[name], let (entry, recipient) = try? entry(kind, domain, key) else { return nil }
        ledger.add(entry, to: recipient, lastSubmission: kind.lastSubmission(expires: entry.expires))
        tally.messages += 1
        note("asked \(entry.id) \(name)\(entry.supersessionKey.map { " key \($0)" } ?? "")")
        run.perform { [self] in
            do throws(StoreFault) {
                try await run.store.enqueue([entry])
                answered(entry.id, nil)
            } catch {
                answered(entry.id, error)
            }
        }
        return entry.id
    }

    private func entry(_ kind: Kind, _ domain: String, _ key: [UInt8]?) throws -> (QueueEntry, String) {
        let id = QueueID(at: clock.now, random: chance.fork())
        let recipient = "m\(ledger.messages.count)@\(domain)"
        let content = QueueContent(recipient: try EmailAddress(recipient), variables: ["code": .code("\(100_000 + chance.below(900_000))")])
        let entry = QueueEntry(
            id: id, kind: kind, language: .nl, domain: domain, municipality: nil, sealedContent: try PlainSeal().seal(content, id: id),
            templateVersion: "1", issued: clock.now, expires: clock.now + kind.lifetime, supersessionKey: key)
        return (entry, recipient)
    }

    private func answered(_ id: QueueID, _ fault: StoreFault?) {
        note("answer \(id) \(fault.map { "\($0)" } ?? "yes")")
        check { () throws(Violation) in try ledger.answered(id, fault) }
    }

    // MARK: Operators

    private func operate() {
        guard let run, let line = run.line else { return after(.milliseconds(100)) { self.operate() } }
        switch chance.below(6) {
        case 0, 1:
            let relay = chance.pick(relays).configuration.name
            pause(chance.pick([.lane(chance.pick(Lane.allCases)), .relay(relay), .domain("a.example")]), run, line)
        case 2: cancel(run)
        default: act(chance.pick(MessageAction.allCases), run)
        }
    }

    private func pause(_ pause: QueuePause, _ run: SimulatedRun, _ line: DeliveryLine) {
        note("pause \(pause)")
        let resumes = resumes
        run.perform { [self] in
            // Answered after somebody asked for its end: it may be over.
            guard (try? await line.pauses.setPaused(true, pause)) != nil, resumes[pause] == self.resumes[pause] else { return }
            note("paused \(pause)")
            ledger.pauses.insert(pause)
        }
        after(chance.milliseconds(1_000...40_000)) { self.resume(pause) }
    }

    private func resume(_ pause: QueuePause) {
        ledger.pauses.remove(pause)
        resumes[pause, default: 0] += 1
        guard let run, let line = run.line else { return after(.milliseconds(500)) { self.resume(pause) } }
        note("resume \(pause)")
        run.perform { [self] in
            if (try? await line.pauses.setPaused(false, pause)) == nil { after(.seconds(1)) { self.resume(pause) } }
        }
    }

    private func cancel(_ run: SimulatedRun) {
        guard let id = anyWaiting() else { return }
        run.perform { [self] in
            let result = try? await run.store.cancel(id, reason: .cancelledByCaller, now: clock.now)
            note("cancel \(id) \(result.map { "\($0)" } ?? "failed")")
            if result == .cancelled { ledger[id]?.isCancelled = true }
            if result == .cancelled, ledger[id]?.end != .cancelled {
                violation = violation ?? Violation("\(id): cancelled, and it did not end so")
            }
        }
    }

    private func act(_ action: MessageAction, _ run: SimulatedRun) {
        guard let id = anyWaiting() else { return }
        run.perform { [self] in
            let result = try? await run.store.perform(action, on: id, minimumLeft: kinds.kinds.mapValues(\.minimumLeft), now: clock.now)
            note("\(action) \(id) \(result.map { "\($0)" } ?? "failed")")
        }
    }

    private func anyWaiting() -> QueueID? {
        let ids = waiting
        return ids.isEmpty ? nil : chance.pick(ids)
    }

    /// Always in the same order.
    private var waiting: [QueueID] {
        ledger.waiting.map(\.entry.id).sorted { ($0.high, $0.low) < ($1.high, $1.low) }
    }

    // MARK: The machine

    /// Before each step: the process may be killed, the power may go, somebody may set the clock.
    func misfortune() throws {
        guard !isHealed else { return }
        if plan.crashes > 0, run != nil, chance.once(in: plan.crashes) {
            let isPower = chance.once(in: 8)
            if isPower { tally.powerLosses += 1 } else { tally.kills += 1 }
            end(losingPower: isPower)
        }
        if plan.clockSteps > 0, chance.once(in: plan.clockSteps) {
            tally.clockSteps += 1
            let step = chance.milliseconds(1...90_000)
            let isAhead = chance.once(in: 2)
            clock.jump(to: isAhead ? clock.now + step : clock.now - step)
            setBack += isAhead ? .zero : step
            note("the clock is set to \(clock.now)")
        }
    }

    /// Everything is well from now on.
    private func heal() {
        note("well")
        isHealed = true
        commitsFrom = .zero
        for relay in relays { relay.mood = .well }
        releaseHeld()
        watchForCanary()
    }

    /// Somebody looks after what is held.
    private func releaseHeld() {
        for id in waiting where ledger[id]?.row?.state == .held {
            guard let run else { continue }
            run.perform { [self] in _ = try? await run.store.perform(.release, on: id, minimumLeft: [:], now: clock.now) }
        }
        after(.seconds(20)) { self.releaseHeld() }
    }

    func check(_ body: () throws(Violation) -> Void) {
        do throws(Violation) { try body() } catch { violation = violation ?? error }
    }
}
