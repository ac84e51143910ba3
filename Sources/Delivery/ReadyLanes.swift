package import Mail
package import Queue

/// Leased entries in memory, by lane, waiting for a connection. Bounded; `code` is always served first.
///
/// The store's writer fills it (``LeaseReceiver``), the refill fills it, connection threads empty it.
package final class ReadyLanes: LeaseReceiver {
    struct State {
        var waiting: [Lane: LeaseDeque] = Dictionary(uniqueKeysWithValues: Lane.allCases.map { ($0, LeaseDeque()) })
        var reserved: [Lane: Int] = [:]
        /// The store holds older queued entries of this lane: new ones go behind them.
        var hasBacklog: Set<Lane> = []
        /// Lanes with entries that were refused here and may not be committed yet: ``wake()`` says when they are.
        var refused: Set<Lane> = []
        /// Lanes that were found to have a backlog since the refill looked last: what it sees is older.
        var marked: Set<Lane> = []
        /// Taken by a connection, with the end of the lease.
        var inFlight: [Int64: Instant] = [:]
        /// Threads waiting for any lane, and for `code` only.
        var idle = 0
        var idleForCode = 0
        /// Threads that were signalled for a code and have not run yet.
        var calledForCode = 0
        var isOpen = false
        var isClosed = false
    }

    /// The conditions threads wait on: for any lane, for `code` only, and for their relay's turn.
    private enum Waiting { static let any = 0, code = 1, turn = 2 }

    package let owner: LeaseOwner
    private let capacity: [Lane: Int]
    private let monitor: Monitor<State>
    /// Asks the refill to look into the store. Must return at once.
    private let onWake: @Sendable () -> Void

    /// - Parameter capacity: Places by lane; each lane has its own, so that a backlog of links leaves room for codes.
    package init(
        owner: LeaseOwner, capacity: [Lane: Int] = [.code: 8_000, .link: 8_000, .notice: 4_000], onWake: @escaping @Sendable () -> Void
    ) {
        self.owner = owner
        self.capacity = capacity
        self.monitor = Monitor(State(), conditions: 3)
        self.onWake = onWake
    }

    // MARK: From the store's writer

    package func reserve(_ lane: Lane) -> Bool {
        monitor.withLock { state in
            guard state.isOpen, !state.isClosed, !state.hasBacklog.contains(lane), state.room(lane, capacity) > 0 else {
                if !state.isClosed {
                    state.hasBacklog.insert(lane)
                    state.refused.insert(lane)
                }
                return false
            }
            state.reserved[lane, default: 0] += 1
            return true
        }
    }

    package func release(_ lane: Lane) {
        monitor.withLock { $0.reserved[lane, default: 0] -= 1 }
    }

    package func receive(_ leases: [Lease]) {
        monitor.withLock { state in
            for lease in leases {
                state.reserved[lease.entry.lane, default: 0] -= 1
                state.waiting[lease.entry.lane]?.append(lease)
            }
            wakeUp(for: leases, &state)
        }
    }

    package func withdraw(_ id: QueueID) -> Bool {
        monitor.withLock { state in
            for lane in Lane.allCases where state.waiting[lane]?.remove(where: { $0.entry.id == id }) != nil { return true }
            return false
        }
    }

    package func wake() {
        // A refill that ran between the refusal and the commit saw nothing and took the lane for exhausted.
        monitor.withLock { state in
            state.mark(state.refused)
            state.refused.removeAll()
        }
        onWake()
    }

    // MARK: From the refill

    /// Opens or shuts the short way: while no relay is to be had, entries are committed as queued.
    package func setOpen(_ isOpen: Bool) {
        monitor.withLock { $0.isOpen = isOpen }
        monitor.broadcast()
    }

    /// Places to fill from the store by lane; lanes without a backlog or more than half full are left out.
    func refillRoom() -> [Lane: Int] {
        monitor.withLock { state in
            var room: [Lane: Int] = [:]
            for lane in Lane.allCases where state.hasBacklog.contains(lane) {
                let free = state.room(lane, capacity)
                if free * 2 >= capacity[lane, default: 0] { room[lane] = free }
            }
            return room
        }
    }

    /// ``refillRoom()``, asked right before the store is: what is marked from now on is not cleared by ``fill(_:exhausted:)``.
    func beginRefill() -> [Lane: Int] {
        monitor.withLock { $0.marked.removeAll() }
        return refillRoom()
    }

    /// Takes what the refill leased. `exhausted`: lanes of which the store gave less than was asked.
    func fill(_ leases: [Lease], exhausted: Set<Lane>) {
        monitor.withLock { state in
            for lease in leases { state.waiting[lease.entry.lane]?.append(lease) }
            state.hasBacklog.subtract(exhausted.subtracting(state.marked))
            wakeUp(for: leases, &state)
        }
    }

    /// The store may hold due entries of these lanes: look again.
    func markBacklog(_ lanes: Set<Lane> = Set(Lane.allCases)) {
        monitor.withLock { $0.mark(lanes) }
    }

    // MARK: From connection threads

    /// The next lease, `code` first, waiting for one. `nil` when the time is over, the relay may not take, or the line is closed.
    ///
    /// - Parameter mayTake: Asked with the lock held: whether this relay is the one to take now.
    func take(codeOnly: Bool, atMost limit: Duration, mayTake: () -> Bool) -> Lease? {
        var isCounted = false
        let taken: Lease?? = monitor.wait(atMost: limit) { state -> Monitor<State>.Look<Lease?> in
            if isCounted { state.countIdle(codeOnly, -1) }
            isCounted = false
            if state.isClosed { return .found(nil) }
            guard mayTake() else { return .wait(on: Waiting.turn) }
            if let lease = state.pop(codeOnly: codeOnly) { return .found(lease) }
            state.countIdle(codeOnly, 1)
            isCounted = true
            return .wait(on: codeOnly ? Waiting.code : Waiting.any)
        }
        if isCounted { monitor.withLock { $0.countIdle(codeOnly, -1) } }
        let lease = taken ?? nil
        if lease != nil { askForMore() }
        return lease
    }

    /// A lease to travel behind another's final dot; only when no other connection waits for it.
    func takeFollowing(codeOnly: Bool) -> Lease? {
        let lease = monitor.withLock { state -> Lease? in
            guard !state.isClosed, state.idle == 0, codeOnly || state.idleForCode == 0 || state.waiting[.code]?.isEmpty ?? true
            else { return nil }
            return state.pop(codeOnly: codeOnly)
        }
        if lease != nil { askForMore() }
        return lease
    }

    /// Gives a lease back unharmed: a connection died before the relay answered for it. It is next.
    func putBack(_ lease: Lease) {
        monitor.withLock { state in
            var lease = lease
            lease.until = state.inFlight[lease.row] ?? lease.until
            state.inFlight[lease.row] = nil
            state.waiting[lease.entry.lane]?.prepend(lease)
            wakeUp(for: [lease], &state)
        }
    }

    /// Whether the line is closed and nothing more will come.
    var isClosed: Bool { monitor.withLock { $0.isClosed } }

    /// The lease's end as last renewed; a connection must not submit past it.
    func leaseEnd(of row: Int64) -> Instant? { monitor.withLock { $0.inFlight[row] } }

    /// The settlement of this row was committed or given up.
    func settled(_ row: Int64) {
        let isQuiet = monitor.withLock { state in
            state.inFlight[row] = nil
            return state.isClosed && state.inFlight.isEmpty
        }
        if isQuiet { monitor.broadcast() }
    }

    /// Wakes all waiting threads: a breaker changed.
    func nudge() { monitor.broadcast() }

    // MARK: For renewal and the end

    /// Rows whose lease ends before `deadline`: waiting or in flight.
    func rows(endingBefore deadline: Instant) -> [Int64] {
        monitor.withLock { state in
            var rows = state.inFlight.compactMap { $0.value < deadline ? $0.key : nil }
            for lane in Lane.allCases { state.waiting[lane]?.forEach { if $0.until < deadline { rows.append($0.row) } } }
            return rows
        }
    }

    /// Notes renewed leases; waiting ones that were lost are dropped, since another owner may have them.
    func renewed(_ rows: Set<Int64>, of asked: Set<Int64>, until: Instant) {
        monitor.withLock { state in
            for row in asked where rows.contains(row) && state.inFlight[row] != nil { state.inFlight[row] = until }
            for lane in Lane.allCases {
                let kept = (state.waiting[lane]?.removeAll() ?? []).filter { !asked.contains($0.row) || rows.contains($0.row) }
                for var lease in kept {
                    if rows.contains(lease.row) { lease.until = until }
                    state.waiting[lane]?.append(lease)
                }
            }
        }
    }

    /// Takes out everything that waits: no relay is to be had, or the line ends.
    func evict() -> [Lease] {
        monitor.withLock { state in
            Lane.allCases.flatMap { lane in state.waiting[lane]?.removeAll() ?? [] }
        }
    }

    /// Takes no more and gives no more: what waits is returned for giving back.
    func close() -> [Lease] {
        let waiting = monitor.withLock { state -> [Lease] in
            state.isClosed = true
            return Lane.allCases.flatMap { lane in state.waiting[lane]?.removeAll() ?? [] }
        }
        monitor.broadcast()
        return waiting
    }

    /// Waits on this thread until nothing is in flight. `false` when the time was over first.
    func waitUntilSettled(atMost limit: Duration) -> Bool {
        monitor.wait(atMost: limit) { $0.inFlight.isEmpty ? .found(true) : .wait(on: Waiting.turn) } ?? false
    }

    /// Entries in memory: waiting and in flight.
    package var counts: (waiting: Int, inFlight: Int) {
        monitor.withLock { state in (state.waiting.values.reduce(0) { $0 + $1.count }, state.inFlight.count) }
    }

    /// Wakes as many threads as there is new work for, and only such as can take it.
    private func wakeUp(for leases: [Lease], _ state: inout State) {
        let codes = leases.count { $0.entry.lane == .code }
        let reserved = min(codes, state.idleForCode - state.calledForCode)
        state.calledForCode += reserved
        for _ in 0..<reserved { monitor.signal(Waiting.code) }
        for _ in 0..<min(leases.count - reserved, state.idle) { monitor.signal(Waiting.any) }
    }

    /// Wakes the refill when a lane with a backlog in the store has run half empty.
    private func askForMore() {
        if !refillRoom().isEmpty { onWake() }
    }
}

extension ReadyLanes.State {
    func room(_ lane: Lane, _ capacity: [Lane: Int]) -> Int {
        capacity[lane, default: 0] - (waiting[lane]?.count ?? 0) - reserved[lane, default: 0]
    }

    mutating func mark(_ lanes: Set<Lane>) {
        hasBacklog.formUnion(lanes)
        marked.formUnion(lanes)
    }

    mutating func countIdle(_ codeOnly: Bool, _ change: Int) {
        guard codeOnly else { return idle += change }
        idleForCode += change
        if change < 0, calledForCode > 0 { calledForCode -= 1 }
    }

    mutating func pop(codeOnly: Bool) -> Lease? {
        for lane in codeOnly ? [Lane.code] : Lane.allCases {
            if let lease = waiting[lane]?.popFirst() {
                inFlight[lease.row] = lease.until
                return lease
            }
        }
        return nil
    }
}
