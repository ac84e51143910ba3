import Mail
import Queue

/// What renewal, the sweep and the end ask.
extension ReadyLanes {
    /// A lease as it was when its renewal was asked for. Its entry may have gone back to the store meanwhile, and come again.
    typealias Ending = (id: QueueID, row: Int64, until: Instant)

    /// Leases that end before `deadline`, waiting or in flight, with their rows.
    func ending(before deadline: Instant) -> [Ending] {
        monitor.withLock { state in
            state.standings.keys.compactMap { id in
                state.lease(of: id).flatMap { $0.until < deadline ? (id, $0.row, $0.until) : nil }
            }
        }
    }

    /// Notes renewed leases. Those that were asked for and are lost are given up, since another owner may have them: waiting ones are
    /// dropped, and no dot is written for those in flight.
    ///
    /// - Returns: How many were lost.
    func renewed(_ rows: Set<Int64>, of asked: some Sequence<Ending>, until: Instant) -> Int {
        monitor.withLock { state in
            var lost = 0
            for (id, row, asked) in asked {
                // Each is looked for where it is now: its row may be another entry's meanwhile, and its lease a newer one.
                switch state.standings[id] {
                case nil: continue
                case _ where !rows.contains(row):
                    if let now = state.lease(of: id), now.until <= asked { lost += state.giveUp(id) ? 1 : 0 }
                case .waiting(let lane, let place): state.waiting[lane][place]?.until = until
                case .limited(let domain, let lane, let place): state.domains[domain].waiting[lane][place]?.until = until
                case .redirected: if let index = state.redirectedIndex(id) { state.redirected[index].until = until }
                case .inFlight(let row, _): state.standings[id] = .inFlight(row: row, until: until)
                }
            }
            return lost
        }
    }

    /// The store made these queued again, since their leases had ended by then: they are given up. Not one that was leased anew since.
    func lost(_ ids: some Sequence<QueueID>, by then: Instant) {
        monitor.withLock { state in
            for id in ids { if let lease = state.lease(of: id), lease.until <= then { _ = state.giveUp(id) } }
        }
    }

    /// How many leases ended while they waited, since this was asked last.
    func takeEnded() -> Int {
        monitor.withLock { state in
            defer { state.ended = 0 }
            return state.ended
        }
    }

    /// Whether as many are in flight as may be: nothing is taken until settlements are written.
    var isFull: Bool { monitor.withLock { $0.inFlight >= inFlightMax } }

    /// Takes out everything that waits, to be settled: no relay is to be had. Until then it counts as in flight.
    func evict() -> [Lease] {
        monitor.withLock { state in
            let all = state.removeAllWaiting()
            state.fly(all)
            return all
        }
    }

    /// Takes out everything that waits, for good: the line ends.
    func takeAll() -> [Lease] {
        monitor.withLock { $0.removeAllWaiting() }
    }

    /// Takes no more and gives no more: what waits is returned for giving back.
    func close() -> [Lease] {
        let waiting = monitor.withLock { state -> [Lease] in
            state.isClosed = true
            return state.removeAllWaiting()
        }
        monitor.broadcast()
        return waiting
    }

    /// Waits on this thread until nothing is in flight. `false` when the time was over first.
    func waitUntilSettled(atMost limit: Duration) -> Bool {
        monitor.wait(atMost: limit) { $0.inFlight == 0 ? .found(true) : .wait(on: Waiting.turn) } ?? false
    }

    /// When the entry that is next in a lane was issued, if no relay was asked for it yet; `nil` when none waits.
    func oldestUntried(in lane: Lane) -> Instant? {
        monitor.withLock { state in state.waiting[lane].first.flatMap { $0.entry.attempt == 0 ? $0.entry.issued : nil } }
    }

    /// Threads that wait for a lease.
    var idleThreads: Int { monitor.withLock { $0.idle + $0.idleForCode } }

    /// Entries in memory: waiting and in flight.
    package var counts: (waiting: Int, inFlight: Int) {
        monitor.withLock { state in (state.standings.count - state.inFlight, state.inFlight) }
    }
}

extension ReadyLanes.State {
    /// Row and end of a lease, wherever it is.
    func lease(of id: QueueID) -> (row: Int64, until: Instant)? {
        switch standings[id] {
        case nil: nil
        case .waiting(let lane, let place): waiting[lane][place].map { ($0.row, $0.until) }
        case .limited(let domain, let lane, let place): domains[domain].waiting[lane][place].map { ($0.row, $0.until) }
        case .redirected: redirectedIndex(id).map { (redirected[$0].row, redirected[$0].until) }
        case .inFlight(let row, let until): (row, until)
        }
    }

    /// The lease is no longer ours. Whether it was in use.
    mutating func giveUp(_ id: QueueID) -> Bool {
        switch standings[id] {
        case nil:
            return false
        case .waiting(let lane, let place):
            standings[id] = nil
            return waiting[lane].remove(at: place) != nil
        case .limited(let domain, let lane, let place):
            standings[id] = nil
            return domains[domain].waiting[lane].remove(at: place) != nil
        case .redirected:
            standings[id] = nil
            if let index = redirectedIndex(id) { redirected.remove(at: index) }
            return true
        case .inFlight(let row, let until):
            standings[id] = .inFlight(row: row, until: .distantPast)
            return until != .distantPast
        }
    }
}
