import Dispatch
import GRDB
import Glibc
import Issuance
import Logging
import Mail
import Queue
import Synchronization

/// The one thread that writes: drains the inbox into one transaction after another, and answers after each commit.
///
/// Hundreds of callers share one sync of the disk; exactly one connection writes and checkpoints.
final class Writer: Sendable {
    /// Milliseconds without work after which the log is emptied.
    private static let quietMilliseconds = 500
    /// Settlements in a batch that show that a backlog drains: while nobody calls, the next batch is given time to grow, since a sync for
    /// more of them costs the same. After a quiet batch nothing waits.
    private static let crowd = 8
    /// How long after a caller's request the next one is expected: until then nothing long is begun.
    private static let callerPause: Duration = .seconds(1)

    private let database: any DatabaseWriter
    private let clock: any TimeSource
    private let logger: Logger
    let inbox = WriterInbox()
    private let metrics = StoreMetrics()
    private let receiver = Mutex<(any LeaseReceiver)?>(nil)
    private let ended = DispatchSemaphore(value: 0)
    private let isStarted = Atomic(false)
    private let trail: AuditTrail
    private let memtables: Memtables
    private let changes: ChangeHub
    /// Who waits for the log to be emptied.
    let emptyings = Mutex<[@Sendable (Bool) -> Void]>([])

    /// - Parameters:
    ///   - memtables: As the database's log of them has them.
    ///   - changes: Hears of each commit.
    init(
        database: any DatabaseWriter, clock: any TimeSource, logger: Logger, audit: AuditChain?, memtables: Memtables,
        changes: ChangeHub = ChangeHub()
    ) {
        self.database = database
        self.clock = clock
        self.logger = logger
        trail = AuditTrail(chain: audit)
        self.memtables = memtables
        self.changes = changes
    }

    /// Starts the thread; `false` when the system gives none.
    func start() -> Bool {
        var thread = pthread_t()
        let box = Unmanaged.passRetained(self)
        let code = pthread_create(
            &thread, nil,
            { box in
                guard let box else { return nil }
                Unmanaged<Writer>.fromOpaque(box).takeRetainedValue().work()
                return nil
            }, box.toOpaque())
        guard code == 0 else {
            box.release()
            return false
        }
        pthread_detach(thread)
        isStarted.store(true, ordering: .releasing)
        return true
    }

    func handOver(to receiver: (any LeaseReceiver)?) {
        self.receiver.withLock { $0 = receiver }
    }

    func recentLimitCounters(of subjects: Set<SubjectKey>) -> [SubjectKey: LimitCounters] {
        Dictionary(uniqueKeysWithValues: subjects.compactMap { subject in memtables.limitCounters(of: subject).map { (subject, $0) } })
    }

    /// Puts a request into the inbox; one that finds no place is answered at once.
    func submit(_ request: WriteRequest) {
        switch inbox.place(request) {
        case .placed: break
        case .full: request.fail(.overloaded)
        case .closed: request.fail(.closed)
        }
    }

    /// Runs a write in the next batch and returns what it gave, after the commit.
    func write<Value: Sendable>(
        _ origin: WriteOrigin = .caller, _ body: @escaping @Sendable (WriteBatch) throws -> Value
    ) async throws(StoreFault) -> Value {
        let result = await withCheckedContinuation { (continuation: CheckedContinuation<Result<Value, StoreFault>, Never>) in
            submit(
                WriteRequest(
                    origin: origin,
                    run: { batch in
                        let value = try body(batch)
                        return { continuation.resume(returning: .success(value)) }
                    },
                    fail: { continuation.resume(returning: .failure($0)) }))
        }
        return try result.get()
    }

    /// Takes no more requests, writes what waits, and returns when the thread has ended.
    func close() {
        inbox.close()
        guard isStarted.load(ordering: .acquiring) else { return }
        ended.wait()
        ended.signal()
    }

    // MARK: On the writer's thread

    private func work() {
        let checkpointer = Checkpointer(clock: clock, metrics: metrics, logger: logger)
        let prepared = PreparedStatements()
        metrics.begin()
        database.writeWithoutTransaction { db in
            do { try checkpointer.attach(to: db) } catch { report(StoreFault(error), requests: 0) }
        }
        var gathers = false
        var lastCaller: Duration?
        var isWritable = true
        loop: while true {
            let isBusy = lastCaller.map { clock.monotonic - $0 < Self.callerPause } ?? false
            switch inbox.take(
                Limits.writerBatch, isBusy: isBusy, gathers: gathers,
                patience: checkpointer.isNeeded ? Self.quietMilliseconds : nil)
            {
            case .requests(let requests):
                let now = clock.monotonic
                if requests.contains(where: { $0.origin == .caller }) { lastCaller = now }
                gathers = requests.count >= Self.crowd && !isBusy && lastCaller != now
                commit(requests, prepared, checkpointer, &isWritable)
                database.writeWithoutTransaction { checkpointer.afterBatch($0, somebodyWaits: inbox.hasWork, isBusy: isBusy) }
                answerEmptyings {
                    database.writeWithoutTransaction { checkpointer.truncate($0) }
                    return checkpointer.isEmpty
                }
            case .quiet:
                database.writeWithoutTransaction { checkpointer.truncate($0) }
            case .closed:
                break loop
            }
        }
        database.writeWithoutTransaction { db in
            checkpointer.truncate(db)
            checkpointer.detach(from: db)
            prepared.removeAll()
        }
        ended.signal()
    }

    /// One batch: transaction, hand-over, answers. A simulation calls it in the thread's place.
    func commit(
        _ requests: [WriteRequest], _ prepared: PreparedStatements, _ checkpointer: Checkpointer, _ isWritable: inout Bool
    ) {
        let started = clock.monotonic
        let receiver = receiver.withLock { $0 }
        let (wasWritable, commits) = (isWritable, checkpointer.commits)
        let answers: [@Sendable () -> Void] = database.writeWithoutTransaction { db in
            let batch = WriteBatch(
                db: Connection(db, prepared: prepared), receiver: receiver, now: clock.now, trail: trail, memtables: memtables,
                changes: changes)
            do {
                let answers = try transact(requests, batch)
                batch.finish()
                // A batch that changed nothing wrote nothing, and proves nothing.
                if checkpointer.commits != commits || commits == 0 { isWritable = true }
                return answers
            } catch {
                isWritable = false
                metrics.failed()
                let fault = StoreFault(error)
                batch.abandon()
                report(fault, requests: requests.count)
                return requests.map { request in { request.fail(fault) } }
            }
        }
        // Before the answers: the line begins nothing more when it hears of settlements that failed.
        if !isWritable || !wasWritable {
            receiver?.noteWritable(isWritable)
            metrics.note(isWritable: isWritable)
        }
        metrics.committed(requests: requests.count, after: clock.monotonic - started)
        for answer in answers { answer() }
    }

    /// All requests without savepoints, and a step of the memtables; when one fails, once more with a savepoint for each request and without
    /// that step, so that it fails alone. A savepoint around the step would copy each page that it changes into a file.
    private func transact(_ requests: [WriteRequest], _ batch: WriteBatch) throws -> [@Sendable () -> Void] {
        do {
            return try transaction(batch, flushes: true) { try requests.map { try $0.run(batch) } }
        } catch {
            let fault = StoreFault(error)
            if fault.concernsTheWholeBatch { throw error }
            if batch.flushFailed { report(fault, requests: 0) }
            batch.reset()
            return try transaction(batch, flushes: false) { try requests.map { try runAlone($0, batch) } }
        }
    }

    private func transaction(
        _ batch: WriteBatch, flushes: Bool, _ body: () throws -> [@Sendable () -> Void]
    ) throws -> [@Sendable () -> Void] {
        do {
            try batch.db.run(Statements.begin)
            let answers = try body()
            try batch.counters.write(batch.db)
            try batch.writeMemtables(flushes: flushes)
            try batch.db.run(Statements.commit)
            return answers
        } catch {
            // Some errors have rolled back already; GRDB looks before it does.
            if batch.db.database.isInsideTransaction { try batch.db.database.rollback() }
            throw error
        }
    }

    private func runAlone(_ request: WriteRequest, _ batch: WriteBatch) throws -> @Sendable () -> Void {
        let mark = batch.mark
        try batch.db.run(Statements.savepoint)
        do {
            let answer = try request.run(batch)
            try batch.db.run(Statements.releaseSavepoint)
            return answer
        } catch {
            let fault = StoreFault(error)
            if fault.concernsTheWholeBatch { throw error }
            try batch.db.run(Statements.rollBackToSavepoint)
            try batch.db.run(Statements.releaseSavepoint)
            batch.restore(mark)
            report(fault, requests: 1)
            return { request.fail(fault) }
        }
    }

    private func report(_ fault: StoreFault, requests: Int) {
        logger.error(
            "write rolled back",
            metadata: [
                "store.fault": "\(fault.metricLabel)", "store.detail": "\(StoreOpening.detail(fault))",
                "store.requests": "\(requests)",
            ])
    }
}
