import Delivery
import Inbox
import Mail
import Queue
import Submission
import Testing

extension RelayFaultMatrix {
    /// Faults of the relay's own: the messages go to another relay, or wait; none is rejected, none is counted against.
    @Suite struct RelayFaultTests {
        @Test(arguments: RelayFault.connect)
        func `connect, and another relay`(fault: RelayFault) async throws { try await failsOver(fault) }

        @Test(arguments: RelayFault.connect)
        func `connect, and no other relay`(fault: RelayFault) async throws { try await waits(fault) }

        @Test(arguments: RelayFault.greeting)
        func `greeting, and another relay`(fault: RelayFault) async throws { try await failsOver(fault) }

        @Test(arguments: RelayFault.greeting)
        func `greeting, and no other relay`(fault: RelayFault) async throws { try await waits(fault) }

        @Test(arguments: RelayFault.ehlo)
        func `EHLO, and another relay`(fault: RelayFault) async throws { try await failsOver(fault) }

        @Test(arguments: RelayFault.ehlo)
        func `EHLO, and no other relay`(fault: RelayFault) async throws { try await waits(fault) }

        @Test(.enabled(if: LoopbackCertificate.isPossible, "needs the openssl command"), arguments: RelayFault.tls)
        func `STARTTLS, and another relay`(fault: RelayFault) async throws { try await failsOver(fault) }

        @Test(.enabled(if: LoopbackCertificate.isPossible, "needs the openssl command"), arguments: RelayFault.tls)
        func `STARTTLS, and no other relay`(fault: RelayFault) async throws { try await waits(fault) }

        @Test(arguments: RelayFault.auth)
        func `AUTH, and another relay`(fault: RelayFault) async throws { try await failsOver(fault) }

        @Test(arguments: RelayFault.auth)
        func `AUTH, and no other relay`(fault: RelayFault) async throws { try await waits(fault) }

        @Test(arguments: RelayFault.mail)
        func `MAIL, and another relay`(fault: RelayFault) async throws { try await failsOver(fault) }

        @Test(arguments: RelayFault.mail)
        func `MAIL, and no other relay`(fault: RelayFault) async throws { try await waits(fault) }

        @Test(arguments: RelayFault.recipientAndContent)
        func `RCPT, DATA, final dot, and another relay`(fault: RelayFault) async throws { try await failsOver(fault) }

        @Test(arguments: RelayFault.recipientAndContent)
        func `RCPT, DATA, final dot, and no other relay`(fault: RelayFault) async throws { try await waits(fault) }
    }
}

extension RelayFaultMatrix.RelayFaultTests {
    private static let burst = 20
    private static let localParts = (0..<burst).map { "citizen-\($0)" }

    /// All go through the second relay, each once, within the deadline of the first one's stage and what a retry takes.
    private func failsOver(_ fault: RelayFault) async throws {
        let first = try await FaultyRelay.start(fault)
        try await MisbehavingRelay.with { second in
            // Held: a message that goes to another relay at once does not wait for the look for due entries.
            let bench = try ScenarioBench(
                [first.configuration, .scenario(second.port, name: "second", priority: 2)], holdsPauses: !fault.mayBeTheMessages)
            try await bench.run {
                let ids = try await bench.enqueue(Self.localParts)
                #expect(try await bench.come(Self.burst, to: .accepted))
                let messages = try await bench.messages(ids)
                let slowest = try #require(messages.compactMap { message in message.finished.map { $0 - message.issued } }.max())
                #expect(slowest < (fault.mayBeTheMessages ? .seconds(9) : .seconds(4)))
                expectInnocent(messages, of: fault)
                #expect(messages.allSatisfy { $0.attempt == 1 && $0.attempts.last?.relay == "second" })
                #expect(ids.allSatisfy { second.copies(of: $0) == 1 })
                #expect(first.copies.isEmpty)
            }
        }
        await first.stop()
    }

    /// All wait with the relay's reason, and go when it is back.
    private func waits(_ fault: RelayFault) async throws {
        let relay = try await FaultyRelay.start(fault)
        let bench = try ScenarioBench([relay.configuration])
        try await bench.run {
            let ids = try await bench.enqueue(Self.localParts)
            #expect(try await bench.allWait(Self.burst))
            let waiting = try await bench.messages(ids)
            expectInnocent(waiting, of: fault)
            #expect(waiting.allSatisfy { $0.attempt == 0 })
            // Of what a connection put back when the last breaker had opened, nobody asked the relay.
            #expect(Set(waiting.map(\.reason)).subtracting([.relayUnavailable]).isSubset(of: fault.reasons))
            #expect(relay.copies.isEmpty)
            guard fault.recovers else { return }
            try await relay.recover()
            // What was under way ends before time jumps: the wait after a relay's fault grows with the age.
            #expect(try await bench.nothingMoves())
            // The longest that a breaker stays open.
            bench.clock.goOn(after: .seconds(300))
            #expect(try await bench.come(Self.burst, to: .accepted))
            #expect(ids.allSatisfy { relay.copies["\($0)"] == 1 })
            #expect(try await bench.messages(ids).allSatisfy { $0.attempt == 1 })
        }
        await relay.stop()
    }

    /// What was tried at the relay at fault failed for its reason, somewhere, and was never counted.
    private func expectInnocent(_ messages: [QueueMessage], of fault: RelayFault) {
        let failed = messages.flatMap(\.attempts).filter { $0.relay == "first" }
        #expect(!failed.isEmpty)
        #expect(Set(failed.map(\.reason)).isSubset(of: fault.reasons))
        #expect(failed.allSatisfy { $0.number == 1 })
    }
}
