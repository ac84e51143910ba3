import Delivery
import Inbox
import Mail
import Queue
import Submission
import Testing

extension RelayFaultMatrix {
    /// Faults that meet one message among a hundred others on the same relay.
    @Suite struct MessageFaultTests {
        @Test(arguments: MessageFault.mail, Dialogue.allCases)
        func `MAIL: one message at fault`(fault: MessageFault, dialogue: Dialogue) async throws { try await check(fault, dialogue) }

        @Test(arguments: MessageFault.rcpt, Dialogue.allCases)
        func `RCPT: one message at fault`(fault: MessageFault, dialogue: Dialogue) async throws { try await check(fault, dialogue) }

        @Test(arguments: MessageFault.data, Dialogue.allCases)
        func `DATA: one message at fault`(fault: MessageFault, dialogue: Dialogue) async throws { try await check(fault, dialogue) }

        @Test(arguments: MessageFault.body, Dialogue.allCases)
        func `body: one message at fault`(fault: MessageFault, dialogue: Dialogue) async throws { try await check(fault, dialogue) }

        @Test(arguments: MessageFault.finalDot, Dialogue.allCases)
        func `final dot: one message at fault`(fault: MessageFault, dialogue: Dialogue) async throws { try await check(fault, dialogue) }
    }
}

extension RelayFaultMatrix.MessageFaultTests {
    private static let innocents = 100

    private func check(_ fault: MessageFault, _ dialogue: Dialogue) async throws {
        let script = RelayScript([fault.rule], withheld: dialogue.withheld)
        try await MisbehavingRelay.with(script) { relay in
            // Far longer than the patience: a message that waited behind the silent one would be seen.
            let finalDot: Duration = fault.isSilentAfterDot ? .seconds(5) : .seconds(1)
            let bench = try ScenarioBench([.scenario(relay.port, finalDot: finalDot)], holdsPauses: true)
            try await bench.run {
                let (ids, place) = try await enqueue(fault, on: bench)
                let accepted = try await expectAcceptedInTime(fault, bench)
                let victim = fault.isNamed ? ids[place] : ids.first { !accepted.contains($0) } ?? ids[place]
                let innocents = ids.filter { $0 != victim }
                #expect(accepted.isSuperset(of: innocents))
                try await expectFirstEnd(of: victim, fault, bench)
                if let wait = fault.wait { try await expectSecondAttempt(of: victim, fault, bench, relay, after: wait.upperBound) }
                let copies = relay.copies
                #expect(copies["\(victim)"] ?? 0 == fault.copies)
                #expect(innocents.allSatisfy { copies["\($0)"] == 1 })
                #expect(bench.pool.status().allSatisfy { $0.breaker == .closed })
            }
        }
    }

    private func enqueue(_ fault: MessageFault, on bench: ScenarioBench) async throws -> (ids: [QueueID], place: Int) {
        var localParts = (0..<Self.innocents).map { "innocent-\($0)" }
        // Not among the last, so that others stand behind it.
        let place = bench.place(among: Self.innocents / 2)
        localParts.insert(fault.localPart, at: place)
        return (try await bench.enqueue(localParts), place)
    }

    /// A hundred are accepted in time, at their first attempt, and the victim too when nothing happens to it.
    private func expectAcceptedInTime(_ fault: MessageFault, _ bench: ScenarioBench) async throws -> Set<QueueID> {
        #expect(try await bench.come(Self.innocents + (fault.end == .accepted ? 1 : 0), to: .accepted))
        let accepted = try await bench.messages(in: .accepted)
        let slowest = try #require(accepted.compactMap { message in message.finished.map { $0 - message.issued } }.max())
        #expect(slowest < RelayFaultMatrix.patience)
        for message in try await bench.messages(accepted.map(\.id)) { #expect(message.attempts.count == 1) }
        return Set(accepted.map(\.id))
    }

    private func expectFirstEnd(of victim: QueueID, _ fault: MessageFault, _ bench: ScenarioBench) async throws {
        let message = try await bench.settled(victim)
        let attempt = try #require(message.attempts.last)
        #expect(message.attempts.count == 1)
        #expect(message.state == fault.state)
        #expect(message.reason == fault.reason)
        #expect(attempt.relay == "first")
        #expect(message.attempt == fault.counted)
        if let wait = fault.wait { #expect(wait.contains(message.due - attempt.at)) }
    }

    /// The relay has recovered: the message goes when it is due.
    private func expectSecondAttempt(
        of victim: QueueID, _ fault: MessageFault, _ bench: ScenarioBench, _ relay: MisbehavingRelay, after wait: Duration
    ) async throws {
        relay.script.clear()
        bench.clock.goOn(after: wait)
        #expect(try await bench.comes(victim, to: .accepted))
        let message = try await bench.message(victim)
        #expect(message.attempts.count == 2)
        #expect(message.attempt == fault.counted + 1)
        #expect(message.reason == .relayAccepted)
    }
}
