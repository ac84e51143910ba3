import Mail
import Queue

/// What was cancelled, superseded or erased where it could not be taken out: in flight, or on its way here. The store has noted it, and ends
/// it when it is settled as waiting.
extension ReadyLanes {
    /// Takes the leases of such that no connection is to have any more. Until their settlement is on disk they count as in flight.
    func takeCalledBack() -> [Lease] {
        monitor.withLock { state in
            defer { state.calledBack = [] }
            return state.calledBack
        }
    }
}

extension ReadyLanes.State {
    /// Whether a lease that comes from the store was withdrawn on its way: then it is settled.
    mutating func callsBack(_ lease: Lease) -> Bool {
        let id = lease.entry.id
        guard !withdrawn.isEmpty, withdrawn.contains(id), standings[id] == nil else { return false }
        callBack(lease)
        return true
    }

    /// A lease that nobody has at the moment goes to no connection but back to the queue.
    mutating func callBack(_ lease: Lease) {
        fly([lease])
        calledBack.append(lease)
    }

    /// What was withdrawn and did not come with this refill was leased by nobody here.
    mutating func endRefill() {
        isRefilling = false
        if !withdrawn.isEmpty { withdrawn = withdrawn.filter { standings[$0] != nil } }
    }
}
