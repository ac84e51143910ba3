import Mail
import Queue
import TestKit

@testable import Delivery
@testable import StoreSQLite

/// The writer's turn.
extension Simulation {
    /// One batch, as the writer's thread does it. Perhaps the disk is full, a request cannot be done, or the process dies before the answers.
    func commit(_ run: SimulatedRun) throws {
        let taken = run.store.writer.inbox.take(256, isBusy: chance.once(in: 2), gathers: false, patience: 0)
        guard case .requests(var requests) = taken else { return }
        let isCut = !isHealed && plan.crashes > 0 && chance.once(in: plan.crashes)
        let answered = requests
        if isCut { requests = requests.map(Self.unanswered) }
        if !isHealed, plan.commitFaults > 0, chance.once(in: plan.commitFaults) {
            tally.failedCommits += 1
            let fault: StoreFault = chance.once(in: 2) ? .unwritable("simulated") : .broken("simulated")
            requests.insert(Self.failing(fault), at: chance.below(requests.count + 1))
            note("commit meets \(fault)")
        }
        if isCut { run.store.writer.handOver(to: run.line.map { CutReceiver($0.lanes) }) }
        let before = database.changes
        run.store.writer.commit(requests, database.prepared, database.checkpointer, &run.store.isWritable)
        note("commit of \(requests.count)\(isCut ? ", cut" : "")")
        if database.changes != before {
            try ledger.committed(database, isLeaseRecordLost: isLeaseRecordLost)
            if let wrong = try database.wrongCounter() { throw Violation(wrong) }
        }
        if isCut {
            tally.cutCommits += 1
            for request in answered { request.fail(.closed) }
            end(losingPower: false)
        }
        // A disk that has other things to do, at times longer than a lease.
        if !isHealed, chance.once(in: 12) { commitsFrom = clock.monotonic + chance.milliseconds(1...(chance.once(in: 6) ? 70_000 : 3_000)) }
    }

    /// Written, and nobody hears of it.
    private static func unanswered(_ request: WriteRequest) -> WriteRequest {
        WriteRequest(
            origin: request.origin,
            run: { batch in
                _ = try request.run(batch)
                return {}
            }, fail: { _ in })
    }

    private static func failing(_ fault: StoreFault) -> WriteRequest {
        WriteRequest(origin: .upkeep, run: { _ in throw fault }, fail: { _ in })
    }
}
