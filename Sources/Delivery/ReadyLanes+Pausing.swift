import Mail
import Queue

/// What an operator has stopped: nothing of it is given to a connection.
extension ReadyLanes {
    /// A paused lane takes nothing in memory, is not filled, and gives nothing. What waits in it is taken out with ``evictPaused()``.
    func setPaused(_ isPaused: Bool, _ lane: Lane) {
        monitor.withLock { state in
            state.pausedLanes[lane] = isPaused
            if !isPaused { state.mark(lane) }
        }
        monitor.broadcast()
    }

    /// Entries for a paused domain are set aside when a connection would get them: nobody waits behind them, and nobody looks for them.
    func setPaused(_ isPaused: Bool, domain: String) {
        monitor.withLock { state in
            if isPaused { state.pausedDomains.insert(domain) } else { state.pausedDomains.remove(domain) }
        }
    }

    /// Lanes that are not paused.
    var servedLanes: Set<Lane> {
        monitor.withLock { state in Set(Lane.allCases.filter { !state.pausedLanes[$0] }) }
    }

    /// Takes out what waits in paused lanes, to be settled. Until then it counts as in flight.
    ///
    /// Asked again and again: a place that was reserved before the pause is filled after it.
    func evictPaused() -> [Lease] {
        monitor.withLock { state in
            let paused = Lane.allCases.filter { state.pausedLanes[$0] }
            guard !paused.isEmpty else { return [] }
            let leases = paused.flatMap { state.removeAllWaiting(in: $0) } + state.redirected.filter { paused.contains($0.entry.lane) }
            state.redirected.removeAll { paused.contains($0.entry.lane) }
            state.fly(leases)
            return leases
        }
    }

    /// Takes what was set aside, to be held. Until its settlement is on disk it counts as in flight.
    func takeSetAside() -> [Lease] {
        monitor.withLock { state in
            defer { state.setAside = [] }
            return state.setAside
        }
    }
}

extension ReadyLanes.State {
    /// The leases are about to be settled.
    mutating func fly(_ leases: [Lease]) {
        for lease in leases { standings[lease.entry.id] = .inFlight(row: lease.row, until: lease.until) }
        inFlight += leases.count
    }

    /// Whether the lease goes to nobody since its domain is paused: then it is set aside.
    mutating func setsAside(_ lease: Lease) -> Bool {
        guard pausedDomains.contains(lease.entry.domain) else { return false }
        setAside.append(lease)
        return true
    }
}
