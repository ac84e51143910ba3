package import Mail
import Synchronization

/// How many activations a credential may have judged that are not issued: the items of a dry run, and what is refused with warnings or
/// after they were judged.
///
/// Such an answer tells what others have (``ActivationWarnings``), costs reads, and issues nothing that a limit would count. Counted in
/// memory and apart from what is issued, so that a table can be tried, mended, tried again and issued on one day; a restart forgets.
package final class TrialBudget: Sendable {
    /// Two whole batches.
    package static let perMinute = 2 * Limits.batchItems
    /// More tables than an officer has in a day, and too few to go through a list of addresses.
    package static let perDay = 20 * Limits.batchItems

    /// What is judged. Each is counted by itself: a front's officers share its key, and a table that one of them tries must not take from the
    /// others the warnings about the citizen before them.
    package enum Purpose: Hashable, Sendable {
        /// An item of a batch, of a dry run or not.
        case batch
        /// A request of its own.
        case single
    }

    private struct Account: Hashable {
        let principal: Principal
        let purpose: Purpose
    }

    private struct Counts {
        var number: Int64 = -1
        var byAccount: [Account: Int] = [:]
    }

    private let clock: any TimeSource
    private let counts = Mutex<(minute: Counts, day: Counts)>((Counts(), Counts()))

    package init(clock: any TimeSource) { self.clock = clock }

    /// Counts some, all or none; what refuses them, `nil`: nothing does.
    package func take(_ trials: Int, by principal: Principal, as purpose: Purpose) -> LimitRefusal? {
        let (account, now) = (Account(principal: principal, purpose: purpose), clock.now)
        return counts.withLock { counts in
            Self.begin(&counts.minute, .minute, now)
            Self.begin(&counts.day, .day, now)
            let (minute, day) = (counts.minute.byAccount[account, default: 0], counts.day.byAccount[account, default: 0])
            // Who is told to come again in a minute must not be refused then for the day.
            guard day + trials <= Self.perDay else {
                return LimitRefusal(limit: LimitCharge.trialsDay, retryAfter: LimitWindow.day.left(at: now))
            }
            guard minute + trials <= Self.perMinute else {
                return LimitRefusal(limit: LimitCharge.trialsMinute, retryAfter: LimitWindow.minute.left(at: now))
            }
            counts.minute.byAccount[account] = minute + trials
            counts.day.byAccount[account] = day + trials
            return nil
        }
    }

    private static func begin(_ counts: inout Counts, _ window: LimitWindow, _ now: Instant) {
        let number = window.number(at: now)
        if counts.number != number { counts = Counts(number: number) }
    }
}
