package import Issuance
import Metrics
import Synchronization

/// The open event streams: their number, bounded in total and for each caller, and what wakes them.
///
/// Metrics: `postduif_event_streams`, `postduif_event_streams_refused_total`.
package final class EventStreams: Sendable {
    let bounds: EventStreamBounds
    let changes: ChangeHub
    let pause: @Sendable (Duration) async throws -> Void
    private let open = Mutex<[Principal: Int]>([:])
    private let gauge = Gauge(label: "postduif_event_streams")
    private let refused = Counter(label: "postduif_event_streams_refused_total")

    /// - Parameters:
    ///   - changes: Fed by the store.
    ///   - pause: Waits for a time, and ends early when cancelled.
    package init(
        bounds: EventStreamBounds = EventStreamBounds(), changes: ChangeHub, pause: @escaping @Sendable (Duration) async throws -> Void
    ) {
        self.bounds = bounds
        self.changes = changes
        self.pause = pause
        gauge.record(0)
        refused.increment(by: 0)
    }

    /// How many are open now.
    package var count: Int { open.withLock { $0.values.reduce(0, +) } }

    /// Somebody may see less than before: each stream looks now whether its caller still may.
    package func lookAgain() { changes.tellAll() }

    /// Takes the place of one more stream; it is given back with its last reference.
    ///
    /// - Throws: `too-many-requests` for a caller who has as many as one may have, `overloaded` when there are too many in all.
    func enter(_ principal: Principal) throws(Problem) -> EventStreamPlace {
        let fault: Problem? = open.withLock { open in
            let own = open[principal, default: 0]
            guard own < bounds.perCaller else { return .tooManyStreams(bounds) }
            guard open.values.reduce(0, +) < bounds.total else { return .noStreamLeft(bounds) }
            open[principal] = own + 1
            gauge.record(open.values.reduce(0, +))
            return nil
        }
        if let fault {
            refused.increment()
            throw fault
        }
        return EventStreamPlace(of: principal, in: self)
    }

    /// Gives a place back.
    func leave(_ principal: Principal) {
        open.withLock { open in
            let own = open[principal, default: 0] - 1
            open[principal] = own > 0 ? own : nil
            gauge.record(open.values.reduce(0, +))
        }
    }
}

extension Problem {
    fileprivate static func tooManyStreams(_ bounds: EventStreamBounds) -> Problem {
        var problem = Problem(
            .tooManyRequests, "This credential has \(bounds.perCaller) event streams open, which is as many as it may. Close one first.")
        problem.retryAfter = bounds.heartbeat
        return problem
    }

    fileprivate static func noStreamLeft(_ bounds: EventStreamBounds) -> Problem {
        var problem = Problem(.overloaded, "Too many event streams are open. Ask for the activation itself, or come again.")
        problem.retryAfter = bounds.heartbeat
        return problem
    }
}
