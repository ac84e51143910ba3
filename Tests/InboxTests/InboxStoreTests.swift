import Inbox
import TestKit
import Testing

@Suite struct InboxStoreTests {
    private static func message(_ number: Int, octets: Int = 10) -> InboxMessage {
        InboxMessage(id: "1-\(number)", reversePath: "", recipients: ["b@example.be"], raw: [UInt8](repeating: 0x41, count: octets))
    }

    @Test func `the oldest leave when there are too many`() {
        let store = InboxStore(clock: ManualClock(), messagesMax: 3)
        for number in 1...200 { store.add(Self.message(number)) }
        #expect(store.messages.map(\.id) == ["1-198", "1-199", "1-200"])
        #expect(store.newest(start: 1, limit: 1).map(\.id) == ["1-199"])
        #expect(store.message("1-1") == nil)
        #expect(store.message("1-198")?.id == "1-198")
        #expect(store.counters.accepted == 200)
        #expect(store.counters.dropped == 197)
    }

    @Test func `the oldest leave when they are too large`() {
        let store = InboxStore(clock: ManualClock(), octetsMax: 100)
        for number in 1...5 { store.add(Self.message(number, octets: 40)) }
        #expect(store.messages.map(\.id) == ["1-4", "1-5"])
        store.add(Self.message(6, octets: 500))
        #expect(store.messages.map(\.id) == ["1-6"], "the newest always stays")
    }

    @Test func `deleting keeps the counters and the order`() {
        let clock = ManualClock()
        let store = InboxStore(clock: clock)
        for number in 1...5 { store.add(Self.message(number)) }
        store.remove(["1-2", "1-1", "unknown"])
        #expect(store.messages.map(\.id) == ["1-3", "1-4", "1-5"])
        store.markRead("1-4")
        #expect(store.totals == (3, 2))
        #expect(store.messages[0].received == clock.now)
        store.removeAll()
        #expect(store.count == 0)
        store.add(Self.message(6))
        #expect(store.message("1-6") != nil)
        #expect(store.counters.accepted == 6)
    }

    @Test func `waiting ends with what is awaited, or with the time`() async {
        let store = InboxStore(clock: ManualClock())
        async let done = store.wait(untilCount: 2, timeout: .seconds(30))
        store.add(Self.message(1))
        store.add(Self.message(2))
        #expect(await done)
        #expect(await !store.wait(untilCount: 3, timeout: .milliseconds(5)))
        #expect(await store.wait(after: 1, timeout: .seconds(30)))
    }

    @Test func `waiting ends with its task`() async {
        let store = InboxStore(clock: ManualClock())
        let waiting = Task { await store.wait(untilCount: 1, timeout: .seconds(3_600)) }
        waiting.cancel()
        #expect(await !waiting.value)
    }
}
