import Mail
import Queue
import Testing

@testable import Delivery

@Suite("What relays said last") struct RelayRepliesTests {
    private let now = Instant(seconds: 1_795_435_200)

    private func attempt(_ number: Int, _ outcome: Outcome.Disposition, relay: String = "a") -> AttemptRecord {
        AttemptRecord(
            number: number, at: now, relay: relay, stage: .rcpt, reply: nil, outcome: outcome.rawValue, reason: .temporaryRefusal, rule: "r"
        )
    }

    @Test("newest first, each relay for itself, acceptances apart, and no more than are kept")
    func bounded() {
        let replies = RelayReplies()
        #expect(replies["a"] == RelayReplies.History())
        for number in 1...60 { replies.note(attempt(number, .deferred)) }
        for number in 1...12 { replies.note(attempt(number, .accepted)) }
        replies.note(attempt(7, .rejected, relay: "b"))
        #expect(replies["a"].others.map(\.number) == Array((11...60).reversed()))
        #expect(replies["a"].accepted.map(\.number) == Array((3...12).reversed()))
        #expect(replies["b"].others.map(\.number) == [7] && replies["b"].accepted.isEmpty)
    }

    @Test("of a busy relay one acceptance a second is kept", arguments: [(0, false), (999, false), (1_000, true), (-1, true)])
    func acceptances(milliseconds: Int, isNoted: Bool) {
        let metrics = LineMetrics.Local(relay: "a")
        #expect(metrics.isAcceptanceNoted(at: now))
        #expect(metrics.isAcceptanceNoted(at: now + .milliseconds(milliseconds)) == isNoted)
    }
}
