import Queue

/// What became of one message of many.
package enum BulkOutcome: String, CaseIterable, Codable, Hashable, Sendable {
    case done
    /// It was so already.
    case unchanged
    /// A connection has it. One that was to be cancelled ends after this attempt unless the relay accepts it.
    case inFlight = "in_flight"
    /// It is held since mail to its domain is paused.
    case paused
    /// Too little is left of its life to submit it.
    case tooLate = "too_late"
    /// It came into a final state between the look and the act.
    case alreadyFinished = "already_finished"

    init(_ result: MessageActionResult) {
        self =
            switch result {
            case .done: .done
            case .unchanged: .unchanged
            case .inFlight: .inFlight
            case .paused: .paused
            case .tooLate: .tooLate
            case .alreadyFinished, .notFound: .alreadyFinished
            }
    }
}
