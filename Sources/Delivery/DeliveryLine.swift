import Logging
package import Mail
package import Queue
import ServiceLifecycle
import Submission
import Synchronization

/// The sending half: leases entries, renders and submits them, settles them, and keeps the queue in order meanwhile.
///
///     store ── hand over / refill ──► ready lanes ── take ──► connection threads ── settle ──► store
///
/// Tasks of ``run()``: refill, renewal, expiry and pruning. Connection threads are real threads, one for each relay connection.
package final class DeliveryLine: Service {
    let services: LineServices
    let pool: RelayPool
    let lanes: ReadyLanes
    private let settler: Settler
    /// What operators pause.
    package let pauses: PauseControl
    private let former: FlightRecorder.Former
    private let retention: Retention
    private let threads = Monitor(0)
    private let begin: LoopBeginning
    private let wakes: (stream: AsyncStream<Void>, continuation: AsyncStream<Void>.Continuation)

    /// Entries that one write leases: callers wait behind it for two milliseconds.
    private static let claimBatch = 256
    /// Unsettled messages above which nothing more is leased, and how long that rests.
    private static let claimBound = Limits.unsettled / 2
    private static let claimRest: Duration = .milliseconds(5)
    private static let recoveryBatch = 1_000
    private static let settlingInterval: Duration = .seconds(1)
    private static let renewalInterval: Duration = .seconds(5)
    private static let sweepInterval: Duration = .seconds(5)
    private static let pruneInterval: Duration = .seconds(60)
    private static let pruneRest: Duration = .milliseconds(50)
    private static let drainLimit: Duration = .seconds(5)
    private static let sweepBatch = 500
    private static let renewalBatch = 500

    /// - Parameters:
    ///   - domains: What single domains get at most; default: no limits.
    ///   - besideCodes: Messages of other lanes in each slice of time while codes flow; `nil`: nothing is held back for codes.
    ///   - retention: How long what is over is kept.
    package convenience init(
        services: LineServices, pool: RelayPool, recorder: FlightRecorder, former: FlightRecorder.Former, domains: [DomainLimit] = [],
        besideCodes: Int? = SideShare.perSlice, retention: Retention = Retention()
    ) {
        self.init(
            services: services, pool: pool, recorder: recorder, former: former, domains: domains, besideCodes: besideCodes,
            retention: retention, begin: LineThread.begin)
    }

    /// - Parameter begin: Gives the loop of each connection something to run on.
    init(
        services: LineServices, pool: RelayPool, recorder: FlightRecorder, former: FlightRecorder.Former, domains: [DomainLimit],
        besideCodes: Int?, retention: Retention, begin: @escaping LoopBeginning
    ) {
        let (stream, continuation) = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))
        let owner = LeaseOwner(token: Int64(bitPattern: services.random.next()))
        let lanes = ReadyLanes(
            owner: owner, inFlightMax: min(recorder.slots, Limits.unsettled), weights: pool.configurations.map(\.weight),
            rates: pool.configurations.map(\.ratePerMinute), domains: domains, besideCodes: besideCodes, clock: services.clock
        ) { continuation.yield() }
        self.services = services
        self.pool = pool
        self.lanes = lanes
        self.settler = Settler(services: services, lanes: lanes, recorder: recorder, pool: pool)
        self.pauses = PauseControl(services: services, lanes: lanes, settler: settler)
        self.former = former
        self.retention = retention
        self.wakes = (stream, continuation)
        self.begin = begin
    }

    /// What the relays said last.
    package var replies: RelayReplies { settler.replies }

    /// Entries in memory, for metrics.
    package var counts: (waiting: Int, inFlight: Int) { lanes.counts }
    /// When the entry in memory that is next in a lane was issued, if no relay was asked for it yet; `nil` when none waits.
    package func oldestUntried(in lane: Lane) -> Instant? { lanes.oldestUntried(in: lane) }

    /// Lanes that an operator paused.
    package var pausedLanes: [Lane] { Lane.allCases.filter { !lanes.servedLanes.contains($0) } }

    /// Threads that wait for a message.
    var idleThreads: Int { lanes.idleThreads }

    /// Recovers, starts, keeps order until a graceful shutdown or cancellation, and drains.
    package func run() async throws {
        LineMetrics.begin(services.kinds)
        try await recover()
        // Only now: a start that fails before the recovery is committed must find the marks again.
        settler.recorder.startRun()
        try await pauses.load()
        startThreads()
        services.store.handOver(to: lanes)
        if pool.isAnyAvailable { settler.open() }
        await cancelWhenGracefulShutdown {
            await withTaskGroup(of: Void.self) { group in
                group.addTask { await self.refill() }
                group.addTask { await self.every(Self.renewalInterval, "renewal") { try await self.renew() } }
                group.addTask { await self.every(Self.sweepInterval, "sweep") { try await self.sweep() } }
                group.addTask { await self.keepSettling() }
                group.addTask { await self.every(Self.pruneInterval, "prune") { try await self.prune() } }
            }
        }
        await drain()
    }

    // MARK: Start

    /// Leases of a former run become queued again; what the relay had taken is settled; what was past the final dot else is in doubt.
    private func recover() async throws {
        let now = services.clock.now
        let marks: FlightMarks =
            switch former {
            case .marked(let marks): marks
            // Without a record of the former run, its leases may have been anywhere; where there was none, there are no leases.
            case .unknown, .none: FlightMarks(inDoubt: .all)
            }
        var counts: [RecoveredEntry.Became: Int] = [:]
        while true {
            let entries = try await services.store.recover(
                owner: lanes.owner, formerOwners: true, marks: marks, now: now, limit: Self.recoveryBatch)
            for entry in entries {
                counts[entry.became, default: 0] += 1
                LineMetrics.count(entry)
            }
            if entries.count < Self.recoveryBatch { break }
        }
        guard !counts.isEmpty else { return }
        services.logger.notice(
            "leases of the former run recovered",
            metadata: [
                "queued": "\(counts[.queued, default: 0])", "in_doubt": "\(counts[.inDoubt, default: 0])",
                "accepted": "\(counts[.accepted, default: 0])",
            ])
    }

    private func startThreads() {
        for (index, relay) in pool.configurations.enumerated() {
            for number in 0..<relay.connections {
                let settler = self.settler
                let threads = self.threads
                threads.withLock { $0 += 1 }
                let started = begin(LineThread.name(relay: relay.name, number: number + 1)) {
                    ConnectionLoop(settler: settler, relay: index, number: number)
                } _: {
                    threads.withLock { $0 -= 1 }
                    threads.broadcast()
                }
                if !started {
                    threads.withLock { $0 -= 1 }
                    // The others may have its place among the relay's connections.
                    pool.leavePlace(index, connection: number)
                    services.logger.error("connection thread not started", metadata: ["relay": "\(relay.name)"])
                }
            }
        }
    }

    // MARK: Keeping order

    /// Fills the lanes from the store whenever something is due there and there is room.
    private func refill() async {
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await self.wakeWhenDue() }
            for await _ in wakes.stream {
                do {
                    try await claim()
                } catch is CancellationError {
                    break
                } catch {
                    services.logger.error("refill", metadata: ["fault": "\(error)"])
                }
            }
            group.cancelAll()
        }
    }

    private func claim() async throws {
        settler.settleSetAside()
        while pool.isAnyAvailable, !Task.isCancelled {
            let room = lanes.beginRefill()
            // Set aside since, while the refill counted as asked.
            settler.settleSetAside()
            guard !room.isEmpty else { return }
            // What is sent back to the store is unsettled too: it must not take the places of what connections take.
            while lanes.counts.inFlight > Self.claimBound { try await services.pause(Self.claimRest) }
            let now = services.clock.now
            let leases = try await services.store.lease(
                room.mapValues { min($0, Self.claimBatch) }, owner: lanes.owner, now: now, until: now + Lease.duration)
            var taken: [Lane: Int] = [:]
            for lease in leases { taken[lease.entry.lane, default: 0] += 1 }
            let exhausted = Set(room.keys.filter { taken[$0, default: 0] < min(room[$0] ?? 0, Self.claimBatch) })
            lanes.fill(leases, exhausted: exhausted)
            lanes.release(unless: pool.available)
        }
    }

    /// Wakes the refill when a deferred entry falls due: looks at the store's next due time once a second at most.
    private func wakeWhenDue() async {
        await every(.seconds(1), "due") {
            guard let due = try await self.services.store.nextDue(in: self.lanes.servedLanes), due <= self.services.clock.now else {
                return
            }
            self.lanes.markBacklog()
            self.lanes.wake()
        }
    }

    private func renew() async throws {
        // What came in just before the last relay went is not to wait here, leased, for its return.
        if !pool.isAnyAvailable {
            settler.shut(.relayUnavailable)
        } else if !lanes.isOpen {
            settler.open()
        }
        lanes.release(unless: pool.available)
        settler.returnPaused()
        settler.settleSetAside()
        let now = services.clock.now
        let ending = lanes.ending(before: now + (Lease.duration - Lease.renewAfter))
        let until = now + Lease.duration
        var lost = 0
        // In chunks, so that neither the writer nor the lanes are held up by one of twenty thousand.
        for start in stride(from: 0, to: ending.count, by: Self.renewalBatch) {
            let asked = ending[start..<min(start + Self.renewalBatch, ending.count)]
            let renewed = try await services.store.renew(asked.map(\.row), owner: lanes.owner, until: until)
            lost += lanes.renewed(renewed, of: asked, until: until)
        }
        if lost > 0 { services.logger.warning("leases lost", metadata: ["count": "\(lost)"]) }
    }

    /// Expires what is over and takes lost leases back: those that nobody renewed, whoever had them.
    private func sweep() async throws {
        report()
        let now = services.clock.now
        while try await services.store.expire(now: now, minimumLeft: services.minimumLeft, limit: Self.sweepBatch) == Self.sweepBatch {}
        while try await services.store.releasePaused(now: now, limit: Self.sweepBatch) == Self.sweepBatch {}
        // After a step of the clock, or of a store that could not write, this line's own leases may look ended. They are renewed first, and
        // where that fails nothing is taken back: an entry that waits or is in flight here would be submitted twice.
        try await renew()
        while try await takeBackLost(now: now) == Self.recoveryBatch {}
    }

    private func takeBackLost(now: Instant) async throws -> Int {
        let lost = try await services.store.recover(
            owner: lanes.owner, formerOwners: false, marks: settler.recorder.marks, now: now, limit: Self.recoveryBatch)
        if !lost.isEmpty {
            lanes.lost(lost.lazy.map(\.id), by: now)
            lanes.markBacklog()
            lanes.wake()
        }
        return lost.count
    }

    /// While the store cannot write: writes again what it could not, or else asks whether it can. The connections go on once it can.
    private func keepSettling() async {
        var wasHalted = false
        await every(Self.settlingInterval, "settling") {
            if wasHalted != lanes.isHalted {
                wasHalted.toggle()
                services.logger.log(
                    level: wasHalted ? .error : .notice,
                    wasHalted ? "nothing is submitted while the store cannot write" : "the store writes again")
            }
            guard wasHalted else { return }
            // Failures are in the store's own log.
            if lanes.hasUnwritten { settler.retryUnwritten() } else { try? await services.store.checkWritable() }
        }
    }

    /// What connections do without a word, for it may be thousands.
    private func report() {
        let ended = lanes.takeEnded()
        if ended > 0 { services.logger.warning("leases ended while they waited", metadata: ["count": "\(ended)"]) }
        if lanes.isFull { services.logger.error("nothing is taken until settlements are written") }
    }

    private func prune() async throws {
        // Between two batches the writer is others', and a checkpoint finds a moment in which nobody waits.
        while try await pruneOnce() >= Self.sweepBatch { try await services.pause(Self.pruneRest) }
    }

    /// By the clock as it is now: what was written since the last one must not look as if it came from the future.
    private func pruneOnce() async throws -> Int {
        let now = services.clock.now
        return try await services.store.prune(retention.edges(at: now), now: now, limit: Self.sweepBatch)
    }

    /// Repeats until cancelled; a fault of the store is logged and tried again.
    private func every(_ interval: Duration, _ name: String, _ body: () async throws -> Void) async {
        while !Task.isCancelled {
            do {
                try await body()
                try await services.pause(interval)
            } catch is CancellationError {
                return
            } catch {
                services.logger.error("housekeeping", metadata: ["part": "\(name)", "fault": "\(error)"])
                try? await services.pause(interval)
            }
        }
    }

    // MARK: End

    /// Takes no more, gives back what waits, lets connections finish what is in flight.
    private func drain() async {
        services.store.handOver(to: nil)
        await giveBack(lanes.close())
        wakes.continuation.finish()
        settler.retryUnwritten()
        settler.settleSetAside()
        let settled = await onThread { [lanes, threads] in
            let ended = threads.wait(atMost: Self.drainLimit) { $0 == 0 ? .found(true) : .wait(on: 0) } ?? false
            return lanes.waitUntilSettled(atMost: .seconds(1)) && ended
        }
        await giveBack(lanes.takeAll())
        services.logger.notice("line drained", metadata: ["complete": "\(settled)"])
    }

    private func giveBack(_ leases: [Lease]) async {
        guard !leases.isEmpty else { return }
        do {
            try await services.store.giveBack(leases.map(\.row), owner: lanes.owner, now: services.clock.now)
        } catch {
            services.logger.error("leases not given back; they end by themselves", metadata: ["fault": "\(error)"])
        }
    }

    /// Runs blocking work on a thread of its own and waits for it without blocking the pool.
    private func onThread(_ body: @escaping @Sendable () -> Bool) async -> Bool {
        await withCheckedContinuation { continuation in
            if !LineThread.start("line-drain", { continuation.resume(returning: body()) }) {
                continuation.resume(returning: false)
            }
        }
    }
}
