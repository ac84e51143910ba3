import Mail
import Queue
import Submission
import TestKit
import Testing

@testable import Delivery

@Suite struct RelayPoolTests {
    private let clock = ManualClock()
    private let id = QueueID(high: 1, low: 1)

    private func pool(_ count: Int = 1) -> RelayPool {
        RelayPool((0..<count).map { LineUnderTest.relay(25, name: "relay\($0)") }, clock: clock)
    }

    @Test func `The plain dialogue ends after ten minutes, and can begin again`() {
        let pool = pool()
        #expect(pool.suspectPipelining(0, id) && !pool.suspectPipelining(0, id))
        #expect(!pool.pipelines(0) && pool.status()[0].isPlain)
        clock.advance(by: .seconds(599))
        #expect(!pool.pipelines(0))
        clock.advance(by: .seconds(1))
        #expect(pool.pipelines(0) && !pool.status()[0].isPlain)
        #expect(pool.suspectPipelining(0, QueueID(high: 1, low: 2)))
        pool.clearPipelining(0, id)
        #expect(!pool.pipelines(0))
        pool.clearPipelining(0, QueueID(high: 1, low: 2))
        #expect(pool.pipelines(0))
    }

    @Test func `Of relays that all refuse the sender one stays to be had`() {
        let pool = pool(2)
        func refuse(_ relay: Int, _ number: UInt64) -> Bool {
            pool.isRefusedForAnother(relay, QueueID(high: 1, low: number), .senderRefused)
        }
        for relay in 0..<2 { #expect(!refuse(relay, 1) && !refuse(relay, 1) && !refuse(relay, 2)) }
        #expect(refuse(0, 3) && !pool.isAvailable(0))
        for number in UInt64(3)...9 { #expect(!refuse(1, number)) }
        #expect(pool.isAvailable(1))
    }

    @Test func `One that takes a message in between is refused by nobody`() {
        let pool = pool(2)
        for number in UInt64(1)...9 {
            #expect(!pool.isRefusedForAnother(0, QueueID(high: 1, low: number), .senderRefused))
            if number.isMultiple(of: 2) { _ = pool.succeeded(0, .answered) }
        }
        #expect(pool.isAvailable(0))
    }

    @Test func `Refused parameters are left out for ten minutes, apart from pipelining`() {
        let pool = pool(2)
        #expect(pool.suspectParameters(0, id) && !pool.suspectParameters(0, id))
        #expect(!pool.takesParameters(0) && pool.takesParameters(1) && pool.pipelines(0))
        #expect(pool.status().map(\.isBare) == [true, false])
        clock.advance(by: .seconds(599))
        #expect(!pool.takesParameters(0))
        clock.advance(by: .seconds(1))
        #expect(pool.takesParameters(0) && !pool.status()[0].isBare)
        #expect(pool.suspectParameters(0, QueueID(high: 1, low: 2)))
        pool.clearParameters(0, id)
        #expect(!pool.takesParameters(0))
        pool.clearParameters(0, QueueID(high: 1, low: 2))
        #expect(pool.takesParameters(0))
    }

    /// The other relay came back, and opened the lanes, between the look at the breakers and the shutting.
    @Test func `A relay that comes back while the lanes are shut opens them`() throws {
        let store = FakeQueueStore(clock: clock)
        let bench = try LineUnderTest([LineUnderTest.relay(25)], clock: clock, store: store)
        let pool = pool(2)
        let lanes = ReadyLanes(owner: LeaseOwner(token: 1), clock: ManualClock()) {}
        lanes.setOpen(true)
        lanes.fill([lease(0)], exhausted: [])
        let (recorder, _) = try FlightRecorder.open(directory: bench.directory, bootIdentifier: [1], slots: 8)
        let settler = Settler(services: bench.services, lanes: lanes, recorder: recorder, pool: pool)
        store.failsSettlements = true
        store.onSettle = { _ in pool.connected(1) }
        _ = pool.failed(1, .connectFailed)
        settler.openBreaker(0, .connectFailed)
        #expect(pool.isAnyAvailable && lanes.isOpen)
    }

    @Test func `A thread's name keeps its number`() {
        #expect(LineThread.name(relay: "primary", number: 3) == "relay-primary-3")
        #expect(LineThread.name(relay: "a-very-long-name", number: 12) == "relay-a-very-12")
        #expect(LineThread.name(relay: "é", number: 1) == "relay--1")
    }
}
