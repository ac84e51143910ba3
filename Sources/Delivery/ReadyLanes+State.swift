import Mail
import Queue

extension ReadyLanes {
    /// What the lanes' lock guards.
    struct State {
        var waiting = LaneTable(repeating: LeaseDeque())
        var reserved = LaneTable(repeating: 0)
        /// The store holds older queued entries of this lane: new ones go behind them.
        var hasBacklog = LaneTable(repeating: false)
        /// Lanes with entries that were refused here and may not be committed yet: ``wake()`` says when they are.
        var refused = LaneTable(repeating: false)
        /// Lanes that were found to have a backlog since the refill looked last: what it sees is older.
        var marked = LaneTable(repeating: false)
        /// Lanes that an operator paused.
        var pausedLanes = LaneTable(repeating: false)
        /// Recipients' domains that an operator paused.
        var pausedDomains: Set<String> = []
        /// Leases of paused domains, to be held.
        var setAside: [Lease] = []
        /// Domains with limits, and their places by name.
        var domains: [LimitedDomain] = []
        var domainPlaces: [String: Int] = [:]
        /// The limited domain of what is in flight.
        var limitedInFlight: [QueueID: Int] = [:]
        /// Leases of limited domains of which too many wait, to be put back.
        var overflow: [Lease] = []
        /// Where each lease in memory is. By identifier: the store gives a row to the next entry once its own is over.
        var standings: [QueueID: Standing] = [:]
        /// Leases that some relays are to leave to others, oldest first.
        var redirected: [Lease] = []
        /// What is known of entries that went back to the queue: the relays their next lease is to avoid, and when they are due.
        var remembered: [QueueID: (avoided: RelaySet, due: Instant)] = [:]
        /// What the other lanes get beside codes.
        var side: SideShare
        /// How many of `standings` are in flight.
        var inFlight = 0
        /// Leases that ended while they waited, since the last report.
        var ended = 0
        /// The refill was asked and has not looked yet.
        var isAsked = false
        /// The refill was asked for leases and has not brought them.
        var isRefilling = false
        /// What was to be withdrawn while a connection had it, or while a refill may be on its way with it: no connection gets it anew.
        var withdrawn: Set<QueueID> = []
        /// Leases of such that came, or came back, to be settled.
        var calledBack: [Lease] = []
        /// Threads waiting for any lane, and for `code` only.
        var idle = 0
        var idleForCode = 0
        /// The same by relay.
        var relays: [RelayWaiters]
        var isOpen = false
        var isClosed = false
        /// The store rolled its last batch back.
        var isStoreBroken = false
        /// Settlements that the store could not write.
        var unwritten = 0

        init(weights: [Int], rates: [Int?] = [], domains: [DomainLimit] = [], side: SideShare = SideShare(perSlice: nil)) {
            self.side = side
            relays = weights.enumerated().map { RelayWaiters(weight: $1, perMinute: $0 < rates.count ? rates[$0] : nil) }
            self.domains = domains.map { LimitedDomain($0) }
            domainPlaces = Dictionary(domains.enumerated().map { ($1.domain, $0) }) { first, _ in first }
        }
    }

    /// Where a lease is.
    enum Standing {
        case waiting(Lane, place: Int)
        /// Waits among those of its domain, which has a limit.
        case limited(Int, Lane, place: Int)
        /// Waits for some relays only.
        case redirected
        /// Taken by a connection, until its settlement is on disk.
        case inFlight(row: Int64, until: Instant)
    }
}

extension ReadyLanes.State {
    func room(_ lane: Lane, _ capacity: LaneTable<Int>) -> Int {
        capacity[lane] - waiting[lane].span - reserved[lane]
    }

    /// Whether the store has more of the lane and half of the places are free.
    func needsMore(_ lane: Lane, _ capacity: LaneTable<Int>) -> Bool {
        hasBacklog[lane] && !pausedLanes[lane] && room(lane, capacity) * 2 >= capacity[lane]
    }

    mutating func mark(_ lane: Lane) {
        hasBacklog[lane] = true
        marked[lane] = true
    }

    mutating func countIdle(_ relay: Int, _ codeOnly: Bool, _ change: Int) {
        if codeOnly { idleForCode += change } else { idle += change }
        relays[relay].count(codeOnly, change)
    }

    /// Chooses the thread to wake for a lease of this lane; `nil` when none waits for it.
    ///
    /// Among the relays with an idle thread, each is chosen by its weight, evenly mixed and always in the same order: all get their
    /// weight as credit, the richest pays what was given out ("smooth weighted round robin"). A relay whose threads are all busy is
    /// passed over, so a slow one delays nobody.
    /// One that has no token now is chosen only when no other is idle: it would wait for its token, and the signal with it.
    mutating func call(_ lane: Lane, _ now: Duration) -> (relay: Int, codeOnly: Bool)? {
        let idle = relays.indices.filter { relays[$0].canTake(lane) }
        let ready = idle.filter { relays[$0].wait(at: now) == nil }
        var chosen: Int?
        var given = 0
        for index in ready.isEmpty ? idle : ready {
            relays[index].credit += relays[index].weight
            given += relays[index].weight
            if chosen.map({ relays[$0].credit < relays[index].credit }) ?? true { chosen = index }
        }
        guard let chosen else { return nil }
        relays[chosen].credit -= given
        return (chosen, relays[chosen].call(lane))
    }

    /// Takes a lease of the store. One that is here already is never there twice: it is what the store says now.
    mutating func admit(_ lease: Lease) {
        let id = lease.entry.id
        switch standings[id] {
        case nil:
            if !remembered.isEmpty, let known = remembered.removeValue(forKey: id) {
                redirect(lease, avoiding: known.avoided)
            } else if let domain = domain(of: lease) {
                appendLimited(lease, domain)
            } else {
                standings[id] = .waiting(lease.entry.lane, place: waiting[lease.entry.lane].append(lease))
            }
        case .waiting(let lane, let place): waiting[lane][place] = lease
        case .limited(let domain, let lane, let place): domains[domain].waiting[lane][place] = lease
        case .redirected:
            if let index = redirectedIndex(id) { redirect(lease, avoiding: redirected.remove(at: index).avoided) }
        case .inFlight: standings[id] = .inFlight(row: lease.row, until: lease.until)
        }
    }

    /// - Parameter now: Monotonic; of no matter without limits.
    mutating func pop(_ relay: Int, codeOnly: Bool, _ turn: Turn, _ now: Duration) -> Lease? {
        if let lease = pop(.code, relay, turn, now) { return lease }
        guard !codeOnly, side.wait(at: now) == nil, let lease = pop(.link, relay, turn, now) ?? pop(.notice, relay, turn, now) else {
            return nil
        }
        side.take(at: now)
        return lease
    }

    private mutating func pop(_ lane: Lane, _ relay: Int, _ turn: Turn, _ now: Duration) -> Lease? {
        guard !pausedLanes[lane] else { return nil }
        while let lease = popRedirected(lane, relay, now) ?? (turn == .all ? popOldest(lane, now) : nil) {
            standings[lease.entry.id] = .inFlight(row: lease.row, until: lease.until)
            inFlight += 1
            guard pausedDomains.isEmpty || !setsAside(lease) else { continue }
            beginLimited(lease, now)
            return lease
        }
        return nil
    }

    /// Forgets a lease that is in flight. Whether it was.
    mutating func land(_ id: QueueID) -> (row: Int64, until: Instant)? {
        guard case .inFlight(let row, let until) = standings[id] else { return nil }
        standings[id] = nil
        withdrawn.remove(id)
        inFlight -= 1
        endLimited(id)
        return (row, until)
    }

    mutating func removeAllWaiting() -> [Lease] {
        let all = Lane.allCases.flatMap { removeAllWaiting(in: $0) }
        defer { redirected.removeAll() }
        for lease in all + redirected { standings[lease.entry.id] = nil }
        return all + redirected
    }

    /// What waits in a lane, and in it for limited domains; the caller says where it is from now on.
    mutating func removeAllWaiting(in lane: Lane) -> [Lease] {
        waiting[lane].removeAll() + domains.indices.flatMap { domains[$0].waiting[lane].removeAll() }
    }

    /// Puts a lease that came back in front of its lane.
    mutating func prepend(_ lease: Lease) {
        if let domain = domain(of: lease) {
            let place = domains[domain].waiting[lease.entry.lane].prepend(lease)
            standings[lease.entry.id] = .limited(domain, lease.entry.lane, place: place)
            return
        }
        standings[lease.entry.id] = .waiting(lease.entry.lane, place: waiting[lease.entry.lane].prepend(lease))
    }

    // MARK: Redirected

    mutating func redirect(_ lease: Lease, avoiding avoided: RelaySet) {
        var lease = lease
        lease.avoided = avoided
        redirected.append(lease)
        standings[lease.entry.id] = .redirected
    }

    func redirectedIndex(_ id: QueueID) -> Int? { redirected.firstIndex { $0.entry.id == id } }

    private mutating func popRedirected(_ lane: Lane, _ relay: Int, _ now: Duration) -> Lease? {
        guard !redirected.isEmpty,
            let index = redirected.firstIndex(where: { lease in
                lease.entry.lane == lane && lease.avoided.isDisjoint(with: .relay(relay))
                    && domain(of: lease).map { mayTake($0, now) } ?? true
            })
        else { return nil }
        return redirected.remove(at: index)
    }
}
