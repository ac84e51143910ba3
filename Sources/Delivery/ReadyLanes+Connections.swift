import Mail
import Queue

/// What connection threads ask.
extension ReadyLanes {
    /// The next lease, `code` first, waiting for one. `nil` when the time is over, the relay may not take, or the line is closed.
    ///
    /// - Parameter turn: Asked with the lock held: what this relay may take now.
    func take(relay: Int, codeOnly: Bool, atMost limit: Duration, turn: () -> Turn) -> Lease? {
        var isCounted = false
        var needsMore = false
        let taken: Lease?? = monitor.wait(atMost: limit) { state -> Monitor<State>.Look<Lease?> in
            if isCounted { state.countIdle(relay, codeOnly, -1) }
            isCounted = false
            if state.isClosed { return .found(nil) }
            let turn = turn()
            guard turn != .nothing, state.inFlight < inFlightMax, !state.isHalted else { return .wait(on: Waiting.turn) }
            let now = time(state)
            if hasLimits, let wait = state.relays[relay].wait(at: now) { return .wait(on: Waiting.turn, atMost: wait) }
            if let lease = state.pop(relay, codeOnly: codeOnly, turn, now) {
                if hasLimits { state.relays[relay].bucket?.take(at: now) }
                needsMore = asksForMore(lease.entry.lane, &state)
                return .found(lease)
            }
            // All there was is set aside: told at once, for this thread waits on.
            if asksForMore(nil, &state) { onWake() }
            guard turn == .all else { return .wait(on: Waiting.turn) }
            state.countIdle(relay, codeOnly, 1)
            isCounted = true
            return .wait(on: Waiting.lease(relay, codeOnly: codeOnly), atMost: untilMore(state, codeOnly, now))
        }
        if isCounted { monitor.withLock { $0.countIdle(relay, codeOnly, -1) } }
        if needsMore { onWake() }
        return taken ?? nil
    }

    /// How long until a lease that is here already may be taken; `nil`: only a new one will do.
    private func untilMore(_ state: State, _ codeOnly: Bool, _ now: Duration) -> Duration? {
        let side = codeOnly ? nil : state.side.wait(at: now)
        let lanes: [Lane] = codeOnly || side != nil ? [.code] : Lane.allCases
        return [hasLimits ? state.untilLimited(now, in: lanes) : nil, side].compactMap(\.self).min()
    }

    /// A lease to travel behind another's final dot; only when no other connection waits for it.
    func takeFollowing(relay: Int, codeOnly: Bool) -> Lease? {
        let (lease, needsMore) = monitor.withLock { state -> (Lease?, Bool) in
            let now = time(state)
            guard !state.isClosed, state.idle == 0, state.inFlight < inFlightMax, !state.isHalted,
                !hasLimits || state.relays[relay].wait(at: now) == nil,
                codeOnly || state.idleForCode == 0 || state.waiting[.code].isEmpty
            else { return (nil, false) }
            let lease = state.pop(relay, codeOnly: codeOnly, .all, now)
            if hasLimits, lease != nil { state.relays[relay].bucket?.take(at: now) }
            return (lease, asksForMore(lease?.entry.lane, &state))
        }
        if needsMore { onWake() }
        return lease
    }

    /// Whether the refill is to be woken: the lane has run half empty and the store has more, or something was set aside to be settled; and
    /// nobody asked yet.
    func asksForMore(_ lane: Lane?, _ state: inout State) -> Bool {
        guard !state.isAsked,
            !state.setAside.isEmpty || !state.overflow.isEmpty || !state.calledBack.isEmpty
                || lane.map({ state.needsMore($0, capacity) }) ?? false
        else { return false }
        state.isAsked = true
        return true
    }

    /// Gives a lease back unharmed: a connection died before the relay answered for it. It is next, unless it was withdrawn meanwhile.
    ///
    /// - Parameter relay: Whose thread took it: nothing of it counts against any rate.
    func putBack(_ lease: Lease, relay: Int) {
        let needsMore = monitor.withLock { state -> Bool in
            let isWithdrawn = state.withdrawn.contains(lease.entry.id)
            guard let flight = land(lease.entry.id, &state) else { return false }
            if hasLimits { giveTokensBack(lease, relay, &state) }
            var lease = lease
            lease.until = flight.until
            // Of a line that ends all goes back to the store.
            if isWithdrawn, !state.isClosed {
                state.callBack(lease)
                return asksForMore(nil, &state)
            }
            if lease.avoided.isEmpty {
                state.prepend(lease)
                wakeUp(for: [lease], &state)
            } else {
                state.redirect(lease, avoiding: lease.avoided)
                monitor.broadcast()
            }
            return false
        }
        if needsMore { onWake() }
    }

    /// Whether the line is closed and nothing more will come.
    var isClosed: Bool { monitor.withLock { $0.isClosed } }

    /// The lease's end as last renewed; a connection must not submit past it. `nil` when it is not in flight.
    func leaseEnd(of id: QueueID) -> Instant? {
        monitor.withLock { state in
            if case .inFlight(_, let until) = state.standings[id] { until } else { nil }
        }
    }

    /// The settlement of this entry was committed or given up.
    func settled(_ id: QueueID) {
        monitor.withLock { _ = land(id, &$0) }
    }

    /// The lease ended while it waited: the entry comes back through the store. ``takeEnded()`` tells how many did.
    func ended(_ id: QueueID) {
        monitor.withLock { state in
            if land(id, &state) != nil { state.ended += 1 }
        }
    }

    /// Forgets a lease in flight; wakes those that wait for it: the drain for the last one, threads when too many were in flight.
    private func land(_ id: QueueID, _ state: inout State) -> (row: Int64, until: Instant)? {
        let flight = state.land(id)
        if !state.domains.isEmpty { wakeForLimited(&state) }
        if flight != nil, state.inFlight == 0 && state.isClosed || state.inFlight == inFlightMax - 1 { monitor.broadcast(Waiting.turn) }
        return flight
    }

    /// Wakes all waiting threads: a breaker changed. With the lock, since a thread may have looked at the breaker and not wait yet.
    func nudge() { monitor.withLock { _ in monitor.broadcast() } }
}
