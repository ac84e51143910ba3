package import Mail
package import Queue
import Synchronization

/// Leased entries in memory, by lane, waiting for a connection. Bounded; `code` is always served first.
///
/// The store's writer fills it (``LeaseReceiver``), the refill fills it, connection threads empty it.
package final class ReadyLanes: LeaseReceiver {
    /// The conditions threads wait on: for their relay's turn, and for a lease, by relay and by whether they take only codes.
    enum Waiting {
        static let turn = 0
        static func lease(_ relay: Int, codeOnly: Bool) -> Int { 1 + 2 * relay + (codeOnly ? 1 : 0) }
    }

    package let owner: LeaseOwner
    let capacity: LaneTable<Int>
    let monitor: Monitor<State>
    /// The most that may be in flight: each may come to need a place in the flight recorder, and be in doubt after a power loss.
    let inFlightMax: Int
    /// Whether a relay has a rate or a domain a limit: without, none of that is looked at.
    let hasLimits: Bool
    let clock: any TimeSource
    /// `State.isHalted`, for those that do not hold the lock.
    let halted = Atomic(false)
    /// Asks the refill to look into the store. Must return at once.
    let onWake: @Sendable () -> Void

    /// - Parameters:
    ///   - capacity: Places by lane; each lane has its own, so that a backlog of links leaves room for codes.
    ///   - inFlightMax: The most that may be taken and not settled.
    ///   - weights: Of each relay: its share among those of equal priority.
    ///   - rates: Of each relay: messages a minute, or `nil`; relays not named have none.
    ///   - domains: What domains get at most.
    ///   - besideCodes: ``SideShare/perSlice``; `nil`: nothing is held back for codes.
    ///   - clock: For rates and what is beside codes.
    package init(
        owner: LeaseOwner, capacity: [Lane: Int] = [.code: 8_000, .link: 8_000, .notice: 4_000],
        inFlightMax: Int = FlightRecorder.defaultSlots, weights: [Int] = [1], rates: [Int?] = [], domains: [DomainLimit] = [],
        besideCodes: Int? = nil, clock: any TimeSource, onWake: @escaping @Sendable () -> Void
    ) {
        self.owner = owner
        self.capacity = LaneTable { capacity[$0, default: 0] }
        self.inFlightMax = inFlightMax
        self.hasLimits = !domains.isEmpty || rates.contains { $0 != nil }
        self.clock = clock
        self.monitor = Monitor(
            State(weights: weights, rates: rates, domains: domains, side: SideShare(perSlice: besideCodes)),
            conditions: 1 + 2 * weights.count)
        self.onWake = onWake
    }

    // MARK: From the store's writer

    package func reserve(_ lane: Lane) -> Bool {
        monitor.withLock { state in
            guard state.isOpen, !state.isClosed, !state.hasBacklog[lane], !state.pausedLanes[lane], state.room(lane, capacity) > 0 else {
                if !state.isClosed {
                    state.hasBacklog[lane] = true
                    state.refused[lane] = true
                }
                return false
            }
            state.reserved[lane] += 1
            return true
        }
    }

    package func release(_ lane: Lane) {
        monitor.withLock { $0.reserved[lane] -= 1 }
    }

    package func receive(_ leases: [Lease]) {
        let needsMore = monitor.withLock { state in
            for lease in leases {
                state.reserved[lease.entry.lane] -= 1
                state.admit(lease)
            }
            noteCodes(leases, &state)
            wakeUp(for: leases, &state)
            return asksForMore(nil, &state)
        }
        if needsMore { onWake() }
    }

    package func withdraw(_ id: QueueID) -> Bool {
        monitor.withLock { state in
            switch state.standings[id] {
            case nil where !state.isRefilling: return false
            case nil, .inFlight:
                state.withdrawn.insert(id)
                return false
            default: return state.giveUp(id)
            }
        }
    }

    package func wake(due lanes: Set<Lane> = []) {
        // A refill that ran between the refusal and the commit saw nothing and took the lane for exhausted.
        monitor.withLock { state in
            for lane in Lane.allCases where state.refused[lane] || lanes.contains(lane) { state.mark(lane) }
            state.refused = LaneTable(repeating: false)
            state.isAsked = true
        }
        onWake()
    }

    private func noteCodes(_ leases: [Lease], _ state: inout State) {
        if leases.contains(where: { $0.entry.lane == .code }) { state.side.codeCame(at: clock.monotonic) }
    }

    // MARK: From the refill

    /// Whether entries are taken in memory.
    var isOpen: Bool { monitor.withLock { $0.isOpen } }

    /// Opens or shuts the short way: while no relay is to be had, entries are committed as queued.
    package func setOpen(_ isOpen: Bool) {
        monitor.withLock { $0.isOpen = isOpen }
        monitor.broadcast()
    }

    /// Places to fill from the store by lane; lanes without a backlog or more than half full are left out.
    func refillRoom() -> [Lane: Int] {
        monitor.withLock { refillRoom($0) }
    }

    private func refillRoom(_ state: State) -> [Lane: Int] {
        var room: [Lane: Int] = [:]
        for lane in Lane.allCases where state.needsMore(lane, capacity) { room[lane] = state.room(lane, capacity) }
        return room
    }

    /// ``refillRoom()``, asked right before the store is: what is marked from now on is not cleared by ``fill(_:exhausted:)``.
    func beginRefill() -> [Lane: Int] {
        monitor.withLock { state in
            state.marked = LaneTable(repeating: false)
            state.isAsked = false
            let room = refillRoom(state)
            state.isRefilling = !room.isEmpty
            return room
        }
    }

    /// Takes what the refill leased. `exhausted`: lanes of which the store gave less than was asked.
    func fill(_ leases: [Lease], exhausted: Set<Lane>) {
        monitor.withLock { state in
            for lease in leases where !state.callsBack(lease) { state.admit(lease) }
            state.endRefill()
            noteCodes(leases, &state)
            // Not one thread but those of some relays can take these.
            if !state.redirected.isEmpty { monitor.broadcast() }
            for lane in exhausted where !state.marked[lane] { state.hasBacklog[lane] = false }
            wakeUp(for: leases, &state)
        }
    }

    /// The store may hold due entries of every lane: look again.
    func markBacklog() {
        monitor.withLock { state in
            for lane in Lane.allCases { state.mark(lane) }
        }
    }

    /// The store holds an entry of this lane that is due at once: look again.
    func markBacklog(of lane: Lane) {
        monitor.withLock { $0.mark(lane) }
    }

    /// Wakes as many threads as there is new work for, and only such as can take it.
    func wakeUp(for leases: [Lease], _ state: inout State) {
        guard state.idle + state.idleForCode > 0 else { return }
        for lease in leases {
            guard let (relay, codeOnly) = state.call(lease.entry.lane, time(state)) else { continue }
            monitor.signal(Waiting.lease(relay, codeOnly: codeOnly))
        }
    }
}
