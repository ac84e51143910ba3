import Mail

extension ConcurrencyLimit.Event {
    /// What a submission tells of how much the relay can bear; `nil` when nothing.
    ///
    /// A connection that broke tells nothing: it breaks for many reasons, and ``Breaker`` sees to it.
    init?(_ outcome: Outcome, _ result: SubmissionResult) {
        if outcome.reason == .rateLimited || result.reply?.code == .serviceNotAvailable {
            self = .overloaded
            return
        }
        if case .fault(.timedOut, _) = result {
            self = .overloaded
            return
        }
        switch outcome.disposition {
        case .accepted, .deferred, .greylisted, .rejected: self = .answered
        case .relayBusy, .relayMisconfigured, .senderRefused, .inDoubt: return nil
        }
    }
}
