import Mail
import Queue
import Synchronization
import Testing

@testable import StoreSQLite

/// Who waits for whom at the writer.
@Suite struct WriterInboxTests {
    private func request(_ origin: WriteOrigin) -> WriteRequest {
        WriteRequest(origin: origin, run: { _ in {} }, fail: { _ in })
    }

    private func fill(_ inbox: WriterInbox, _ origin: WriteOrigin, _ count: Int) {
        for _ in 0..<count { #expect(inbox.place(request(origin)) == .placed) }
    }

    /// What the next batch holds, in its order.
    private func next(_ inbox: WriterInbox, isBusy: Bool = false) -> [WriteOrigin] {
        guard case .requests(let requests) = inbox.take(Limits.writerBatch, isBusy: isBusy, gathers: false, patience: 0) else {
            return []
        }
        return requests.map(\.origin)
    }

    @Test func `a caller comes before the settlements that wait, and few of them go with it`() {
        let inbox = WriterInbox()
        fill(inbox, .settlement, 1_000)
        fill(inbox, .caller, 2)
        #expect(next(inbox) == [.caller, .caller] + Array(repeating: .settlement, count: 64))
        #expect(next(inbox, isBusy: true).count == 64, "the next caller does not wait long")
        #expect(next(inbox).count == 2 * Limits.writerBatch, "nobody calls: large batches")
    }

    @Test func `settlements keep up with callers without end`() {
        let inbox = WriterInbox()
        fill(inbox, .settlement, 200)
        fill(inbox, .caller, 1_000)
        let batch = next(inbox, isBusy: true)
        #expect(batch.count == Limits.writerBatch && batch.count { $0 == .settlement } == 64)
        let few = WriterInbox()
        fill(few, .settlement, 200)
        fill(few, .caller, 50)
        #expect(next(few, isBusy: true).count { $0 == .settlement } == 100)
    }

    @Test func `the line's own writes keep their order with callers and hurry nobody`() {
        let inbox = WriterInbox()
        fill(inbox, .settlement, 600)
        fill(inbox, .upkeep, 1)
        #expect(next(inbox) == [.upkeep] + Array(repeating: .settlement, count: 2 * Limits.writerBatch - 1))
        fill(inbox, .caller, 1)
        fill(inbox, .upkeep, 1)
        #expect(next(inbox).prefix(2) == [.caller, .upkeep])
    }

    @Test func `each has room of its own`() {
        let inbox = WriterInbox()
        fill(inbox, .caller, Limits.writerInbox)
        #expect(inbox.place(request(.caller)) == .full)
        fill(inbox, .upkeep, 64)
        #expect(inbox.place(request(.upkeep)) == .full)
        fill(inbox, .settlement, Limits.writerInbox + Limits.readyEntries)
        #expect(inbox.place(request(.settlement)) == .full)
        inbox.close()
        #expect(inbox.place(request(.settlement)) == .closed)
    }

    @Test(arguments: [1, 2, 7, 64, 1_000])
    func `what came first is taken first, whatever the portions`(portion: Int) {
        var (requests, came, gone) = (WriteRequests(), 0, 0)
        let seen = Mutex<[Int]>([])
        for turn in 0..<300 {
            for _ in 0..<turn % 17 {
                let number = came
                requests.append(WriteRequest(origin: .caller, run: { _ in {} }, fail: { _ in seen.withLock { $0.append(number) } }))
                came += 1
            }
            let taken = requests.takeFirst(turn % (portion + 1))
            gone += taken.count
            for request in taken { request.fail(.closed) }
            #expect(requests.count == came - gone)
        }
        for request in requests.takeFirst(.max) { request.fail(.closed) }
        #expect(seen.withLock { $0 } == Array(0..<came) && requests.count == 0)
    }

    @Test func `what waits is taken after the close, then no more`() {
        let inbox = WriterInbox()
        fill(inbox, .settlement, 3)
        inbox.close()
        #expect(next(inbox).count == 3)
        guard case .closed = inbox.take(Limits.writerBatch, isBusy: false, gathers: false, patience: 0) else {
            Issue.record("not closed")
            return
        }
    }
}
