import Mail
import Queue
import TestKit
import Testing

/// Random operations against a dictionary: after each the counters say what the dictionary holds.
@Suite("Queue: counters always equal a scan")
struct CounterPropertyTests {
    private struct Known {
        var state: QueueState
        let entry: QueueEntry
        var lease: Lease?
        /// Cancelled or superseded while it was leased: it ends when it would wait again.
        var isWithdrawn = false

        /// Back from a lease.
        mutating func wait(as waiting: QueueState) { state = isWithdrawn ? .cancelled : waiting }
    }

    @Test("under random operations", arguments: StoreUnderTest.all, [UInt64(1), 2, 3, 4])
    func random(_ driver: StoreUnderTest, seed: UInt64) async throws {
        try await driver.run { store, clock in
            let samples = Samples(clock, seed: seed)
            let random = SeededRandom(seed: seed &* 7_919)
            let receiver = FakeReceiver(places: 6, owner: 1)
            store.handOver(to: receiver)
            var model: [QueueID: Known] = [:]
            var handed = 0
            for step in 0..<150 {
                try await perform(Int(random.next(below: 10)), on: store, samples, random, &model)
                for lease in receiver.leases[handed...] {
                    model[lease.entry.id]?.state = .leased
                    model[lease.entry.id]?.lease = lease
                }
                handed = receiver.leases.count
                try await compare(store, model, clock, "seed \(seed), step \(step)")
            }
        }
    }

    private func perform(
        _ operation: Int, on store: any QueueStore, _ samples: Samples, _ random: SeededRandom, _ model: inout [QueueID: Known]
    ) async throws {
        let now = samples.clock.now
        switch operation {
        case 0, 1:
            let kind = [KindTable.oneTimeCode, KindTable.activationLink, KindTable.keyActivated][Int(random.next(below: 3))]
            let key: [UInt8]? = random.next(below: 3) == 0 ? [UInt8(random.next(below: 4))] : nil
            let entry = samples.entry(kind, dueIn: .seconds(Int64(random.next(below: 3))), life: .seconds(60), supersession: key)
            for (id, known) in model where key != nil && known.entry.supersessionKey == key {
                if known.state == .queued || known.state == .held { model[id]?.state = .cancelled }
                if known.state == .leased { model[id]?.isWithdrawn = true }
            }
            model[entry.id] = Known(state: .queued, entry: entry)
            try await store.enqueue([entry])
        case 2:
            for lease in try await store.leaseAll(LeaseOwner(token: 2), now: now, limit: 2) {
                #expect(model[lease.entry.id]?.state == .queued)
                model[lease.entry.id]?.state = .leased
                model[lease.entry.id]?.lease = lease
            }
        case 3, 4:
            guard let lease = model.values.filter({ $0.state == .leased }).compactMap(\.lease).randomElement(using: random) else { return }
            let nexts: [Settlement.Next] = [
                .finished(.accepted), .finished(.rejected), .waiting(due: now, attempt: 1, resends: 0), .held(attempt: 1),
            ]
            let next = nexts[Int(random.next(below: 4))]
            #expect(await store.settle(try samples.settlement(lease, next)) == .settled)
            switch next {
            case .finished(let state): model[lease.entry.id]?.state = state
            case .waiting: model[lease.entry.id]?.wait(as: .queued)
            case .held: model[lease.entry.id]?.wait(as: .held)
            }
        case 5:
            guard let known = Array(model.values).randomElement(using: random) else { return }
            let result = try await store.cancel(known.entry.id, reason: .cancelledByOperator, now: now)
            switch known.state {
            case .queued, .held:
                #expect(result == .cancelled)
                model[known.entry.id]?.state = .cancelled
            case .leased:
                #expect(result == .inFlight)
                model[known.entry.id]?.isWithdrawn = true
            default: #expect(result == .alreadyFinished(known.state))
            }
        case 6:
            samples.clock.advance(by: .seconds(Int64(random.next(below: 20))))
            let ended = try await store.expire(now: samples.clock.now, minimumLeft: [:], limit: 1_000)
            let over = model.values.filter { ($0.state == .queued || $0.state == .held) && $0.entry.expires <= samples.clock.now }
            #expect(ended == over.count)
            for known in over { model[known.entry.id]?.state = .expired }
        case 7, 8:
            guard let known = Array(model.values).randomElement(using: random) else { return }
            let action = MessageAction.allCases[Int(random.next(below: 3))]
            let result = try await store.perform(action, on: known.entry.id, minimumLeft: [:], now: now)
            if result == .done { model[known.entry.id]?.state = action == .hold ? .held : .queued }
            switch known.state {
            case .queued, .held: #expect([.done, .unchanged].contains(result) || (result == .tooLate && known.entry.expires <= now))
            case .leased: #expect(result == .inFlight)
            default: #expect(result == .alreadyFinished(known.state))
            }
        default:
            let owner = LeaseOwner(token: 1)
            let recovered = try await store.recover(owner: owner, formerOwners: false, inDoubt: .these([]), now: now, limit: 1_000)
            for entry in recovered {
                #expect(model[entry.id]?.state == .leased)
                model[entry.id]?.wait(as: .queued)
                model[entry.id]?.lease = nil
            }
        }
    }

    private func compare(_ store: any QueueStore, _ model: [QueueID: Known], _ clock: ManualClock, _ place: String) async throws {
        let summary = try await store.summary(now: clock.now, minimumLeft: [:])
        for lane in summary.lanes {
            let mine = model.values.filter { $0.entry.lane == lane.lane }
            #expect(lane.queued == mine.count { $0.state == .queued }, "\(place)")
            #expect(lane.leased == mine.count { $0.state == .leased }, "\(place)")
            #expect(lane.held == mine.count { $0.state == .held }, "\(place)")
            let oldest = mine.filter { $0.state == .queued || $0.state == .leased }.map(\.entry.issued).min()
            #expect(lane.oldestAge == oldest.map { clock.now - $0 }, "\(place)")
        }
        for (state, total) in summary.totals { #expect(total == model.values.count { $0.state == state }, "\(place)") }
    }
}

extension Array {
    func randomElement(using random: SeededRandom) -> Element? {
        isEmpty ? nil : self[Int(random.next(below: UInt64(count)))]
    }
}
