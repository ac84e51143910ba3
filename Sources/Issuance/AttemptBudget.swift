package import Mail
import Synchronization

/// How many secrets may be given in within a minute: by one credential, with one link, and on the page in all; and how many sign-ins may
/// come back from the issuer.
///
/// Counted in memory and refused before the store or an issuer is asked, since it is the one writer, and the issuer, that this guards; a
/// restart forgets a minute at most. What guards the codes themselves (``TryLimits``, ``SubjectTries``) is on disk.
package final class AttemptBudget: Sendable {
    /// With one link on the page: twice what a living one bears.
    package static let perLink = 2 * TryLimits.perCode

    private struct Minute {
        var number: Int64 = -1
        var byPrincipal: [Principal: Int] = [:]
        /// At most as many as the page has attempts.
        var byLink: [[UInt8]: Int] = [:]
        var onPage = 0
        var signIns = 0
    }

    private let perKey: Int
    private let onPage: Int
    private let signIns: Int
    private let clock: any TimeSource
    private let minute = Mutex(Minute())

    package init(limits: IssuanceLimits, clock: any TimeSource) {
        perKey = limits.attemptsPerKeyPerMinute
        onPage = limits.pageAttemptsPerMinute
        signIns = limits.signInsPerMinute
        self.clock = clock
    }

    /// Counts one of a credential. The name of the limit that refuses it; `nil`: none.
    package func take(by principal: Principal) -> String? {
        guard perKey > 0 else { return nil }
        return running { minute in
            guard minute.byPrincipal[principal, default: 0] < perKey else { return LimitCharge.keyAttempts }
            minute.byPrincipal[principal, default: 0] += 1
            return nil
        }
    }

    /// Counts one on the page.
    ///
    /// - Parameter link: HMAC of a token that was issued: strangers without a link use nothing up, and one link cannot use up all.
    package func take(link: [UInt8]) -> String? {
        guard onPage > 0 else { return nil }
        return running { minute in
            guard minute.byLink[link, default: 0] < Self.perLink else { return LimitCharge.linkAttempts }
            guard minute.onPage < onPage else { return LimitCharge.pageAttempts }
            minute.byLink[link, default: 0] += 1
            minute.onPage += 1
            return nil
        }
    }

    /// Counts a sign-in that came back, for which the issuer is asked. To begin one asks nobody and keeps nothing here, so it is not counted.
    package func takeSignIn() -> String? {
        guard signIns > 0 else { return nil }
        return running { minute in
            guard minute.signIns < signIns else { return LimitCharge.signIns }
            minute.signIns += 1
            return nil
        }
    }

    /// Until it counts anew.
    package var retryAfter: Duration { LimitWindow.minute.left(at: clock.now) }

    private func running(_ body: (inout Minute) -> String?) -> String? {
        let number = LimitWindow.minute.number(at: clock.now)
        return minute.withLock { minute in
            if minute.number != number { minute = Minute(number: number) }
            return body(&minute)
        }
    }
}
