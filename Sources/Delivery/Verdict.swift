package import Mail
package import Queue

/// What follows from an outcome for the entry: the next state, pure.
package struct Verdict: Hashable, Sendable {
    package let next: Settlement.Next
    package let reason: Reason

    package init(next: Settlement.Next, reason: Reason) {
        self.next = next
        self.reason = reason
    }

    /// Whether another relay is to be had that has not failed or refused this entry.
    package enum Alternative: CaseIterable, Hashable, Sendable {
        case none
        /// There is one; too many others wait for it to note that this entry is to go there.
        case later
        /// It is asked at once.
        case now
    }

    /// A canary is tried once: one that came through at last would hide what it is there to show.
    init(canary outcome: Outcome) {
        switch outcome.disposition {
        case .accepted: self.init(next: .finished(.accepted), reason: outcome.reason)
        case .inDoubt: self.init(next: .finished(.inDoubt), reason: outcome.reason)
        case .deferred, .greylisted, .relayBusy, .relayMisconfigured, .senderRefused, .rejected:
            self.init(next: .finished(.rejected), reason: outcome.reason)
        }
    }

    /// - Parameters:
    ///   - untilRelay: After a fault of the relay: how long until it, or another one, is to be asked.
    ///   - jitter: 0..<1.
    package init(
        _ outcome: Outcome, entry: QueueEntry, kind: Kind, now: Instant, untilRelay: Duration, alternative: Alternative = .none,
        jitter: Double
    ) {
        let last = kind.lastSubmission(expires: entry.expires)
        switch outcome.disposition {
        case .accepted:
            self.init(next: .finished(.accepted), reason: outcome.reason)
        case .rejected:
            self.init(next: .finished(.rejected), reason: outcome.reason)
        case .senderRefused where alternative == .none || now >= last:
            self.init(next: .held(attempt: entry.attempt + 1), reason: outcome.reason)
        case .relayBusy, .relayMisconfigured, .senderRefused:
            // The relay's fault is not the message's: no attempt is counted.
            let due = alternative == .now ? now : now + untilRelay
            self =
                due < last
                ? Verdict(next: .waiting(due: due, attempt: entry.attempt, resends: entry.resends), reason: outcome.reason)
                : Verdict(next: .waiting(due: last, attempt: entry.attempt, resends: entry.resends), reason: outcome.reason)
        case .inDoubt:
            self.init(inDoubt: outcome, entry: entry, kind: kind, now: now, last: last, jitter: jitter)
        case .deferred, .greylisted:
            let attempts = entry.attempt + 1
            let due = RetrySchedule.next(
                lane: kind.lane, attempts: attempts, disposition: outcome.disposition, now: now, lastSubmission: last, jitter: jitter)
            if let due {
                self.init(next: .waiting(due: due, attempt: attempts, resends: entry.resends), reason: outcome.reason)
            } else {
                self.init(next: .finished(.rejected), reason: .retriesExhausted)
            }
        }
    }

    private init(inDoubt outcome: Outcome, entry: QueueEntry, kind: Kind, now: Instant, last: Instant, jitter: Double) {
        let attempts = entry.attempt + 1
        let due = RetrySchedule.next(
            lane: kind.lane, attempts: attempts, disposition: .inDoubt, now: now, lastSubmission: last, jitter: jitter)
        if kind.inDoubtPolicy == .resendOnce, entry.resends == 0, let due {
            self.init(next: .waiting(due: due, attempt: attempts, resends: 1), reason: .resendAfterDoubt)
        } else {
            self.init(next: .finished(.inDoubt), reason: outcome.reason)
        }
    }
}
