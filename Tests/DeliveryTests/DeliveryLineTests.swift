import Glibc
import Logging
import Mail
import Queue
import Submission
import Synchronization
import TestKit
import Testing

@testable import Delivery

/// The line as a whole: a queue in memory, real threads, a relay on a socket. Each test ends with what both sides counted.
@Suite(.serialized) struct DeliveryLineTests {
    @Test(arguments: [["PIPELINING"], []], [1, 3])
    func `Every message is accepted once`(keywords: [String], connections: Int) async throws {
        let relay = try #require(ScriptedRelay(keywords: keywords))
        defer { relay.stop() }
        let bench = try LineUnderTest([LineUnderTest.relay(relay.port, connections: connections, messages: 7)])
        try await bench.run {
            for number in 0..<40 { try await bench.enqueue(number.isMultiple(of: 2) ? KindTable.oneTimeCode : KindTable.activationLink) }
            #expect(await eventually { bench.store.count(.accepted) == 40 })
        }
        #expect(relay.messages.count == 40)
        for record in bench.store.records { #expect(relay.count(of: record.entry.id) == 1) }
    }

    @Test(arguments: [["PIPELINING"], []])
    func `A refused recipient harms nobody beside it`(keywords: [String]) async throws {
        let relay = try #require(
            ScriptedRelay(keywords: keywords) { event in
                event.subject == .command("RCPT TO:<unknown@example.be>") ? .say("550 5.1.1 <unknown@example.be>: unknown\r\n") : .usual
            })
        defer { relay.stop() }
        let bench = try LineUnderTest([LineUnderTest.relay(relay.port)])
        try await bench.run {
            for number in 0..<20 { try await bench.enqueue(to: number.isMultiple(of: 4) ? "unknown" : "jan") }
            #expect(await eventually { bench.store.count(.accepted) == 15 && bench.store.count(.rejected) == 5 })
        }
        #expect(bench.store.records.filter { $0.state == .rejected }.allSatisfy { $0.reason == .recipientUnknown })
        #expect(bench.store.records.allSatisfy { record in !record.attempts.contains { $0.reply?.text.contains("unknown@") == true } })
    }

    @Test func `An address this relay cannot take leaves the connection to the others`() async throws {
        let relay = try #require(ScriptedRelay())
        defer { relay.stop() }
        let bench = try LineUnderTest([LineUnderTest.relay(relay.port)])
        try await bench.run {
            let first = try await bench.enqueue()
            #expect(await bench.comes(first, to: .accepted))
            let second = try await bench.enqueue(to: "jérôme")
            #expect(await bench.comes(second, to: .rejected))
            let third = try await bench.enqueue()
            #expect(await bench.comes(third, to: .accepted))
        }
        #expect(bench.line.counts.inFlight == 0)
    }

    @Test func `What is cancelled between its lease and its way into memory is not submitted`() async throws {
        let relay = try #require(ScriptedRelay())
        defer { relay.stop() }
        let bench = try LineUnderTest([LineUnderTest.relay(relay.port)])
        let entries = try (0..<5).map { _ in try bench.entry() }
        try await bench.store.enqueue(entries)
        let cancelled = entries[2].id
        bench.store.onLease = { [store = bench.store, clock = bench.clock] leases in
            guard leases.contains(where: { $0.entry.id == cancelled }) else { return }
            let result = try? await store.cancel(cancelled, reason: .cancelledByOperator, by: .localOperator, now: clock.now)
            #expect(result == .inFlight)
        }
        try await bench.run {
            bench.clock.advance(by: .seconds(2))
            #expect(await eventually { bench.store.count(.accepted) == 4 })
            #expect(await bench.comes(cancelled, to: .cancelled))
        }
        #expect(relay.count(of: cancelled) == 0 && relay.messages.count == 4)
    }

    @Test func `What is cancelled while its connection dies at MAIL is not submitted on the next one`() async throws {
        let isFirst = Mutex(true)
        let gate = Gate()
        let relay = try #require(
            ScriptedRelay { event in
                guard case .command(let line) = event.subject, line.hasPrefix("MAIL"), isFirst.withLock({ $0 }) else { return .usual }
                gate.wait()
                isFirst.withLock { $0 = false }
                return .close
            })
        defer { gate.open(); relay.stop() }
        let bench = try LineUnderTest([LineUnderTest.relay(relay.port)])
        try await bench.run {
            let id = try await bench.enqueue()
            #expect(await eventually { bench.line.counts.inFlight == 1 })
            #expect(try await bench.store.cancel(id, reason: .cancelledByOperator, by: .localOperator, now: bench.clock.now) == .inFlight)
            gate.open()
            #expect(await bench.comes(id, to: .cancelled))
            let next = try await bench.enqueue()
            bench.clock.advance(by: .seconds(10))
            #expect(await bench.comes(next, to: .accepted))
            #expect(relay.count(of: id) == 0)
        }
    }

    @Test func `Lost after the dot: in doubt, resent once with the same content`() async throws {
        let isFirst = Mutex(true)
        let relay = try #require(
            ScriptedRelay { event in
                guard case .message = event.subject else { return .usual }
                return isFirst.withLock { first in
                    defer { first = false }
                    return first ? .close : .usual
                }
            })
        defer { relay.stop() }
        let bench = try LineUnderTest([LineUnderTest.relay(relay.port)])
        try await bench.run {
            let id = try await bench.enqueue()
            #expect(await eventually { bench.store.record(id)?.reason == .resendAfterDoubt })
            #expect(bench.store.record(id)?.entry.resends == 1)
            #expect(bench.store.record(id)?.attempts.map(\.outcome) == ["in_doubt"])
            bench.clock.advance(by: .seconds(15))
            #expect(await bench.comes(id, to: .accepted))
            #expect(relay.count(of: id) == 2)
        }
    }

    @Test func `Lost after the dot a second time: in doubt for good`() async throws {
        let relay = try #require(
            ScriptedRelay { event in
                if case .message = event.subject { .close } else { .usual }
            })
        defer { relay.stop() }
        let bench = try LineUnderTest([LineUnderTest.relay(relay.port)])
        try await bench.run {
            let id = try await bench.enqueue()
            #expect(await eventually { bench.store.record(id)?.entry.resends == 1 })
            bench.clock.advance(by: .seconds(15))
            #expect(await bench.comes(id, to: .inDoubt))
            #expect(relay.count(of: id) == 2)
        }
    }

    @Test func `Expired between RCPT and the dot: the relay never sees the dot`() async throws {
        let clock = ManualClock()
        let relay = try #require(
            ScriptedRelay { event in
                // Nine minutes pass before 354: less than the minute a code must have left.
                if event.verb == "DATA" { clock.jump(to: clock.now + .seconds(541)) }
                return .usual
            })
        defer { relay.stop() }
        let bench = try LineUnderTest([LineUnderTest.relay(relay.port)], clock: clock)
        try await bench.run {
            let id = try await bench.enqueue()
            #expect(await bench.comes(id, to: .expired))
            #expect(await eventually { relay.events.contains { $0.subject == .closed } })
        }
        #expect(relay.messages.isEmpty)
        #expect(bench.store.records.first?.reason == .tooLittleTimeLeft)
    }

    @Test func `A relay that is down: back to the queue with the reason, then accepted`() async throws {
        let isDown = Mutex(true)
        let relay = try #require(
            ScriptedRelay { event in
                event.subject == .connected && isDown.withLock { $0 } ? .sayAndClose("554 5.3.2 not now\r\n") : .usual
            })
        defer { relay.stop() }
        let bench = try LineUnderTest([LineUnderTest.relay(relay.port, connections: 2)])
        try await bench.run {
            let ids = [try await bench.enqueue(), try await bench.enqueue(KindTable.activationLink)]
            #expect(await eventually { bench.pool.status().first?.breaker == .open && bench.store.count(.queued) == 2 })
            #expect(bench.store.record(ids[0])?.reason == .greetingRefused)
            // Committed after the relay was known to be away, the second one was never taken.
            #expect(bench.store.record(ids[1]).map { [.greetingRefused, .enqueued].contains($0.reason) } == true)
            #expect(ids.allSatisfy { bench.store.record($0)?.entry.attempt == 0 })
            isDown.withLock { $0 = false }
            bench.clock.advance(by: .seconds(6))
            #expect(
                await eventually {
                    bench.clock.advance(by: .milliseconds(20)); return bench.store.count(.accepted) == 2
                })
            #expect(bench.pool.status().first?.breaker == .closed)
        }
    }

    @Test func `A relay that closes at MAIL is given up for the next one`() async throws {
        let closing = try #require(ScriptedRelay { $0.verb == "MAIL" ? .close : .usual })
        let other = try #require(ScriptedRelay())
        defer {
            closing.stop()
            other.stop()
        }
        let bench = try LineUnderTest([
            LineUnderTest.relay(closing.port, name: "first"), LineUnderTest.relay(other.port, name: "second", priority: 2),
        ])
        try await bench.run {
            let id = try await bench.enqueue()
            // The failed one is due again at once: the look for due entries comes each second.
            #expect(
                await eventually {
                    bench.clock.advance(by: .milliseconds(50)); return bench.store.record(id)?.state == .accepted
                })
            #expect(other.count(of: id) == 1)
            #expect(bench.pool.status().first?.breaker != .closed || closing.count(verb: "MAIL") <= 3)
        }
        #expect(closing.messages.isEmpty)
    }

    @Test func `A message that always breaks the connection does not storm the relay`() async throws {
        let relay = try #require(
            ScriptedRelay { event in
                event.subject == .command("RCPT TO:<poison@example.be>") ? .close : .usual
            })
        defer { relay.stop() }
        let bench = try LineUnderTest([LineUnderTest.relay(relay.port)])
        try await bench.run {
            let poison = try await bench.enqueue(KindTable.activationLink, to: "poison")
            #expect(await eventually { bench.store.record(poison)?.attempts.isEmpty == false })
            let due = try #require(bench.store.record(poison)).entry.due
            #expect(due >= bench.clock.now + .seconds(24))
            for _ in 0..<20 {
                bench.clock.advance(by: .seconds(1))
                let innocent = try await bench.enqueue()
                #expect(await bench.comes(innocent, to: .accepted))
            }
            #expect(relay.events.count { $0.subject == .command("RCPT TO:<poison@example.be>") } <= 2)
            #expect(bench.store.record(poison)?.entry.attempt == 0)
        }
        // Plain and pipelined alike: it was the message, and the relay keeps PIPELINING.
        #expect(bench.pool.pipelines(0))
    }

    @Test func `A relay that drips its reply does not outlast the stage`() async throws {
        let relay = try #require(
            ScriptedRelay { event in
                event.verb == "MAIL" ? .drip("250 2.1.0 " + String(repeating: "x", count: 60) + "\r\n", milliseconds: 40) : .usual
            })
        defer { relay.stop() }
        let connection = LineUnderTest.relay(relay.port, command: .milliseconds(300))
        let clock = SteadyClock()
        let store = FakeQueueStore(clock: clock)
        let pool = RelayPool([connection], clock: clock)
        let bench = try LineUnderTest([connection])
        let services = LineServices(
            store: store, seal: OpenSeal(), kinds: KindTable(),
            render: { entry, content in
                Transaction(
                    envelope: Envelope(reversePath: content.recipient, forwardPath: content.recipient), message: Array("x\r\n".utf8))
            }, clock: clock, random: SeededRandom(seed: 1), logger: .init(label: "test", factory: { _ in SwiftLogNoOpLogHandler() }),
            pause: { _ in try await Task.sleep(for: .seconds(3_600)) })
        let (recorder, former) = try FlightRecorder.open(directory: try LineUnderTest.temporaryDirectory(), bootIdentifier: [1], slots: 8)
        let line = DeliveryLine(services: services, pool: pool, recorder: recorder, former: former, besideCodes: nil)
        let running = Task { try await line.run() }
        let id = QueueID(at: clock.now, random: SeededRandom(seed: 2))
        let sample = try bench.entry()
        let content = try OpenSeal().seal(try OpenSeal().content(of: sample), id: id)
        try await store.enqueue([
            QueueEntry(
                id: id, kind: try #require(KindTable()[KindTable.oneTimeCode]), language: .nl, domain: "example.be", municipality: nil,
                sealedContent: content, templateVersion: "1", issued: clock.now, expires: clock.now + .seconds(600))
        ])
        #expect(await eventually { store.record(id)?.attempts.isEmpty == false || store.count(.accepted) == 1 })
        #expect(store.record(id)?.attempts.first?.reason == .relayTimedOut)
        running.cancel()
        try await running.value
    }

    @Test func `421 after many messages on one connection is no outage`() async throws {
        let mails = Mutex([Int: Int]())
        let relay = try #require(
            ScriptedRelay { event in
                guard event.verb == "MAIL" else { return .usual }
                let count = mails.withLock { mails in
                    mails[event.connection, default: 0] += 1
                    return mails[event.connection] ?? 0
                }
                return count > 3 ? .sayAndClose("421 4.7.0 too many messages in this session\r\n") : .usual
            })
        defer { relay.stop() }
        let bench = try LineUnderTest([LineUnderTest.relay(relay.port)])
        try await bench.run {
            for _ in 0..<12 { try await bench.enqueue() }
            #expect(await eventually { bench.store.count(.accepted) == 12 })
        }
        #expect(relay.messages.count == 12)
        #expect(bench.store.records.allSatisfy { $0.attempts.count == 1 })
    }

    @Test func `PIPELINING that breaks is not used again`() async throws {
        let relay = try #require(
            ScriptedRelay { event in
                // Loses what comes behind RCPT in one write: answers MAIL and RCPT, then closes at DATA on the first connection.
                event.connection == 0 && event.verb == "DATA" ? .close : .usual
            })
        defer { relay.stop() }
        let bench = try LineUnderTest([LineUnderTest.relay(relay.port)])
        try await bench.run {
            let id = try await bench.enqueue()
            #expect(
                await eventually {
                    bench.clock.advance(by: .milliseconds(20)); return bench.store.record(id)?.state == .accepted
                })
        }
        #expect(!bench.pool.pipelines(0))
    }

    @Test func `A settlement that cannot be written is tried again, and nothing is submitted twice`() async throws {
        let relay = try #require(ScriptedRelay())
        defer { relay.stop() }
        let bench = try LineUnderTest([LineUnderTest.relay(relay.port)])
        try await bench.run {
            bench.store.failsSettlements = true
            let id = try await bench.enqueue()
            #expect(await eventually { relay.count(of: id) == 1 })
            for _ in 0..<12 {
                bench.clock.advance(by: .seconds(5))
                #expect(await eventually { bench.line.counts.waiting == 0 })
            }
            bench.store.failsSettlements = false
            #expect(
                await eventually {
                    bench.clock.advance(by: .seconds(1)); return bench.store.record(id)?.state == .accepted
                })
            #expect(relay.count(of: id) == 1)
        }
    }

    @Test func `What a former run left past the dot is in doubt; the rest is not`() async throws {
        let clock = ManualClock()
        let store = FakeQueueStore(clock: clock)
        let directory = try LineUnderTest.temporaryDirectory()
        let relay = try #require(ScriptedRelay())
        defer { relay.stop() }
        let bench = try LineUnderTest([LineUnderTest.relay(relay.port)], clock: clock, directory: directory, store: store)
        let (past, before) = (try bench.entry(), try bench.entry())
        for entry in [past, before] { store.leaveLeased(entry, by: LeaseOwner(token: 99), until: clock.now + .seconds(60)) }
        do {
            let (recorder, _) = try FlightRecorder.open(directory: directory, bootIdentifier: [1], slots: 64)
            recorder.startRun()
            _ = try #require(recorder.begin(past.id))
        }
        // A start that fails before the recovery is committed must not forget the marks.
        store.failsRecovery = true
        let failing = try LineUnderTest([LineUnderTest.relay(relay.port)], clock: clock, directory: directory, store: store)
        await #expect(throws: StoreFault.self) { try await failing.line.run() }
        store.failsRecovery = false
        let next = try LineUnderTest([LineUnderTest.relay(relay.port)], clock: clock, directory: directory, store: store)
        try await next.run { #expect(await eventually { store.count(.accepted) == 2 }) }
        #expect(store.recoveries.first == FlightMarks(inDoubt: .these([past.id])))
        #expect(store.record(past.id)?.entry.resends == 1)
        #expect(store.record(before.id)?.entry.resends == 0)
    }

    @Test func `A drain gives back what waits and ends what is in flight`() async throws {
        let release = Mutex(false)
        let relay = try #require(
            ScriptedRelay { event in
                if case .message = event.subject { while !release.withLock({ $0 }) { sched_yield() } }
                return .usual
            })
        defer { relay.stop() }
        let bench = try LineUnderTest([LineUnderTest.relay(relay.port, messages: 1)])
        try await bench.run {
            for _ in 0..<5 { try await bench.enqueue() }
            #expect(await eventually { relay.messages.count == 1 })
            release.withLock { $0 = true }
        }
        let accepted = bench.store.count(.accepted)
        #expect(accepted >= 1)
        #expect(bench.store.count(.queued) == 5 - accepted)
        #expect(relay.messages.count == accepted)
        #expect(bench.store.records.filter { $0.state == .queued }.allSatisfy { $0.entry.attempt == 0 })
    }

    @Test func `Codes go before a backlog of links`() async throws {
        let relay = try #require(ScriptedRelay())
        defer { relay.stop() }
        let bench = try LineUnderTest([LineUnderTest.relay(relay.port)])
        for _ in 0..<300 { try await bench.enqueue(KindTable.activationLink) }
        let code = try await bench.enqueue()
        try await bench.run { #expect(await eventually { bench.store.count(.accepted) == 301 }) }
        let place = relay.messages.firstIndex { String(decoding: $0, as: UTF8.self).contains("<\(code)@") }
        #expect(try #require(place) < 3)
    }

    @Test func `The reserved connection carries a code while links hold all others`() async throws {
        let release = Mutex(false)
        let relay = try #require(
            ScriptedRelay(keywords: []) { event in
                if case .message(let octets) = event.subject, String(decoding: octets, as: UTF8.self).contains("hello") {
                    if event.connection == 0 { while !release.withLock({ $0 }) { sched_yield() } }
                }
                return .usual
            })
        defer { relay.stop() }
        let bench = try LineUnderTest([LineUnderTest.relay(relay.port, connections: 2)])
        try await bench.run {
            let link = try await bench.enqueue(KindTable.activationLink)
            #expect(await eventually { relay.count(of: link) == 1 })
            let code = try await bench.enqueue()
            #expect(await bench.comes(code, to: .accepted))
            #expect(bench.store.record(link)?.state == .leased)
            release.withLock { $0 = true }
            #expect(await bench.comes(link, to: .accepted))
        }
    }

    @Test func `Each connection's thread has a name`() async throws {
        let relay = try #require(ScriptedRelay())
        defer { relay.stop() }
        let bench = try LineUnderTest([LineUnderTest.relay(relay.port, name: "named", connections: 2)])
        try await bench.run {
            #expect(await eventually { Self.threadNames().isSuperset(of: ["relay-named-1", "relay-named-2"]) })
        }
    }

    private static func threadNames() -> Set<String> {
        guard let folder = opendir("/proc/self/task") else { return [] }
        defer { closedir(folder) }
        var names: Set<String> = []
        while let entry = readdir(folder) {
            let number = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            guard let file = fopen("/proc/self/task/\(number)/comm", "r") else { continue }
            defer { fclose(file) }
            var line = [CChar](repeating: 0, count: 32)
            guard fgets(&line, 32, file) != nil else { continue }
            names.insert(String(decoding: line.prefix { $0 != 0 && $0 != 10 }.map { UInt8(bitPattern: $0) }, as: UTF8.self))
        }
        return names
    }
}
