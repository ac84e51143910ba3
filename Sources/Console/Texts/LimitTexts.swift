import Issuance
import Mail

/// Why something that is right was not done now, and when it may be, in one language. Written by hand, shown escaped.
struct LimitTexts: Sendable {
    /// A unit of time; `{count}`: how many.
    struct Unit: Sendable {
        let one: String
        let many: String

        func text(_ count: Int) -> String { count == 1 ? one : many.replacing("{count}", with: String(count)) }
    }

    let title: String
    /// `{why}`: which limit.
    let limited: String
    /// Which limit, by its name in the configuration: those that somebody who signed in may reach.
    let reasons: [String: String]
    /// Any other.
    let reason: String
    /// The service cannot take it now, for whatever reason of its own. It does not say that nothing was done: a form that came twice may have
    /// done it the first time.
    let busy: String
    /// After it: what to do when it goes on.
    let lasts: String
    /// `{time}`: how long to wait.
    let again: String
    /// Under a form that comes back.
    let kept: String
    let minutes: Unit
    let hours: Unit
    let days: Unit

    static func of(_ language: Language) -> LimitTexts {
        switch language {
        case .nl: nl
        case .fr: fr
        case .en: en
        case .de: de
        }
    }

    /// What was not done and why, and when to try again.
    ///
    /// - Parameter limit: Its name in the configuration; `nil` where none is named.
    func limited(by limit: String?, retryAfter: Duration?) -> String {
        "\(limited.replacing("{why}", with: limit.flatMap { reasons[$0] } ?? reason)) \(again(after: retryAfter))"
    }

    /// That the service cannot take it now, and when to try again.
    func busy(retryAfter: Duration?) -> String { "\(busy) \(again(after: retryAfter)) \(lasts)" }

    /// A minute where nobody says when.
    private func again(after duration: Duration?) -> String {
        again.replacing("{time}", with: time(duration ?? .seconds(60)))
    }

    /// In the largest unit that it fills, rounded up: who comes after that is not too early.
    func time(_ duration: Duration) -> String {
        let seconds = max(1, Int64(duration.secondsAsDouble.rounded(.up)))
        func count(_ unit: LimitWindow) -> Int { Int((seconds + unit.seconds - 1) / unit.seconds) }
        let (minutes, hours) = (count(.minute), count(.hour))
        if minutes < 60 { return self.minutes.text(minutes) }
        return hours < 24 ? self.hours.text(hours) : days.text(count(.day))
    }
}
