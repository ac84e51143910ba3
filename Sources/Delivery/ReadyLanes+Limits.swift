import Mail
import Queue

/// Rates of relays and limits of domains.
extension ReadyLanes {
    /// The time that limits and the share beside codes go by; not asked for without them.
    func time(_ state: State) -> Duration { hasLimits || state.side.isActive ? clock.monotonic : .zero }

    /// Takes what found no place among the entries of its domain, with the time at which it is to come back. Until its settlement is on
    /// disk it counts as in flight.
    ///
    /// - Parameter last: When an entry may be submitted for the last time.
    func takeOverflow(now: Instant, last: (QueueEntry) -> Instant) -> [(lease: Lease, due: Instant)] {
        monitor.withLock { state in
            defer { state.overflow = [] }
            return state.overflow.compactMap { lease in
                state.domain(of: lease).map { domain in
                    let life = last(lease.entry) - now
                    return (lease, now + state.domains[domain].nextReturn(of: lease.entry.lane, now: clock.monotonic, life: life))
                }
            }
        }
    }

    /// A lease that was taken is not submitted: what is over must not cost those behind it their turn.
    func giveTokensBack(_ lease: Lease, relay: Int) {
        if hasLimits { monitor.withLock { giveTokensBack(lease, relay, &$0) } }
    }

    func giveTokensBack(_ lease: Lease, _ relay: Int, _ state: inout State) {
        state.relays[relay].bucket?.giveBack()
        if let domain = state.domain(of: lease) { state.domains[domain].giveTokenBack() }
    }

    /// A message for a limited domain is over: another one may go.
    func wakeForLimited(_ state: inout State) {
        let now = time(state)
        for lane in Lane.allCases where state.oldestLimited(lane, now) != nil {
            if let (relay, codeOnly) = state.call(lane, now) { return monitor.signal(Waiting.lease(relay, codeOnly: codeOnly)) }
        }
    }
}

extension ReadyLanes.State {
    /// The limited domain of a lease; `nil` for nearly all.
    func domain(of lease: Lease) -> Int? { domains.isEmpty ? nil : domainPlaces[lease.entry.domain] }

    /// Lets a lease wait among those of its domain, or sends it back to the store when too many do.
    mutating func appendLimited(_ lease: Lease, _ domain: Int) {
        let lane = lease.entry.lane
        guard domains[domain].waiting[lane].span < LimitedDomain.places else {
            fly([lease])
            return overflow.append(lease)
        }
        standings[lease.entry.id] = .limited(domain, lane, place: domains[domain].waiting[lane].append(lease))
    }

    /// Whether a lease of this domain may be given to a connection: to be submitted, or to be set aside.
    func mayTake(_ domain: Int, _ now: Duration) -> Bool {
        domains[domain].mayTake(at: now) || !pausedDomains.isEmpty && pausedDomains.contains(domains[domain].limit.domain)
    }

    /// The domain whose entry has waited longest of those that may go.
    func oldestLimited(_ lane: Lane, _ now: Duration) -> (domain: Int, due: Instant)? {
        var oldest: (domain: Int, due: Instant)?
        for index in domains.indices {
            guard let due = domains[index].waiting[lane].first?.entry.due, oldest.map({ due < $0.due }) ?? true, mayTake(index, now) else {
                continue
            }
            oldest = (index, due)
        }
        return oldest
    }

    /// The oldest that may go, limited or not.
    mutating func popOldest(_ lane: Lane, _ now: Duration) -> Lease? {
        guard !domains.isEmpty, let limited = oldestLimited(lane, now) else { return waiting[lane].popFirst() }
        if let due = waiting[lane].first?.entry.due, due <= limited.due { return waiting[lane].popFirst() }
        return domains[limited.domain].waiting[lane].popFirst()
    }

    /// How long until an entry of a limited domain and one of these lanes may go; `nil` when none waits for time alone.
    func untilLimited(_ now: Duration, in lanes: [Lane]) -> Duration? {
        domains.lazy.filter { domain in lanes.contains { !domain.waiting[$0].isEmpty } }
            .compactMap { $0.wait(at: now) }.filter { $0 > .zero }.min()
    }

    /// A connection has it from now on.
    mutating func beginLimited(_ lease: Lease, _ now: Duration) {
        guard let domain = domain(of: lease) else { return }
        domains[domain].begin(at: now)
        limitedInFlight[lease.entry.id] = domain
    }

    /// It is over, or comes back.
    mutating func endLimited(_ id: QueueID) {
        guard !limitedInFlight.isEmpty, let domain = limitedInFlight.removeValue(forKey: id) else { return }
        domains[domain].inFlight -= 1
    }
}
