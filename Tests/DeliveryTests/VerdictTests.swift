import Mail
import Queue
import TestKit
import Testing

@testable import Delivery

@Suite struct VerdictTests {
    private let now = Instant(seconds: 1_795_435_200)

    private func verdict(
        _ disposition: Outcome.Disposition, kind name: String, left: Duration, attempt: Int = 0, resends: Int = 0,
        untilRelay: Duration = .zero, alternative: Verdict.Alternative = .none,
        policy: Kind.InDoubtPolicy = .resendOnce
    ) throws -> Verdict {
        var kind = try #require(KindTable()[name])
        kind.inDoubtPolicy = policy
        let entry = QueueEntry(
            id: QueueID(high: 1, low: 1), kind: kind, language: .fr, domain: "example.be", municipality: nil, sealedContent: [],
            templateVersion: "1", issued: now, expires: now + left, attempt: attempt, resends: resends)
        return Verdict(
            Outcome(disposition, .temporaryRefusal, rule: "row"),
            entry: entry, kind: kind, now: now, untilRelay: untilRelay, alternative: alternative, jitter: 4.0 / 9)
    }

    static let kinds = [KindTable.oneTimeCode, KindTable.activationLink, KindTable.keyActivated, KindTable.addressChanged]

    @Test(arguments: kinds, [Duration.seconds(600), .seconds(1)])
    func `Accepted and rejected are final, however little life is left`(kind: String, left: Duration) throws {
        #expect(try verdict(.accepted, kind: kind, left: left).next == .finished(.accepted))
        #expect(try verdict(.rejected, kind: kind, left: left).next == .finished(.rejected))
        #expect(try verdict(.senderRefused, kind: kind, left: left).next == .held(attempt: 1))
    }

    /// A jitter of 4/9 stretches by exactly 1.
    @Test func `A deferral counts an attempt and follows the schedule`() throws {
        #expect(
            try verdict(.deferred, kind: KindTable.oneTimeCode, left: .seconds(600)).next
                == .waiting(due: now + .seconds(2), attempt: 1, resends: 0))
        #expect(
            try verdict(.deferred, kind: KindTable.activationLink, left: .seconds(86_400), attempt: 1).next
                == .waiting(due: now + .seconds(120), attempt: 2, resends: 0))
        #expect(
            try verdict(.greylisted, kind: KindTable.oneTimeCode, left: .seconds(600)).next
                == .waiting(due: now + .seconds(75), attempt: 1, resends: 0))
    }

    @Test(arguments: [Outcome.Disposition.deferred, .greylisted])
    func `A deferral that no longer fits is rejected as out of retries`(disposition: Outcome.Disposition) throws {
        let verdict = try verdict(disposition, kind: KindTable.oneTimeCode, left: .seconds(61))
        #expect(verdict == Verdict(next: .finished(.rejected), reason: .retriesExhausted))
    }

    @Test(arguments: [Outcome.Disposition.relayBusy, .relayMisconfigured], kinds)
    func `A relay's fault counts no attempt and rejects nothing`(disposition: Outcome.Disposition, kind: String) throws {
        #expect(
            try verdict(disposition, kind: kind, left: .seconds(4_000), attempt: 3, resends: 1, untilRelay: .seconds(20)).next
                == .waiting(due: now + .seconds(20), attempt: 3, resends: 1))
    }

    @Test(arguments: [(Verdict.Alternative.now, Duration.zero), (.later, .seconds(20))])
    func `A refused sender or a relay's fault, and another relay left: at once or soon, not counted`(
        alternative: Verdict.Alternative, wait: Duration
    ) throws {
        for disposition in [Outcome.Disposition.senderRefused, .relayBusy, .relayMisconfigured] {
            let verdict = try verdict(
                disposition, kind: KindTable.oneTimeCode, left: .seconds(600), attempt: 2, untilRelay: .seconds(20),
                alternative: alternative)
            #expect(verdict.next == .waiting(due: now + wait, attempt: 2, resends: 0))
        }
    }

    @Test func `A relay away for longer than the message lives: due at its last submission, where it expires`() throws {
        #expect(
            try verdict(.relayBusy, kind: KindTable.oneTimeCode, left: .seconds(100), untilRelay: .seconds(300)).next
                == .waiting(due: now + .seconds(40), attempt: 0, resends: 0))
    }

    @Test func `In doubt: once more, then no more`() throws {
        let first = try verdict(.inDoubt, kind: KindTable.oneTimeCode, left: .seconds(600))
        #expect(first == Verdict(next: .waiting(due: now + .seconds(10), attempt: 1, resends: 1), reason: .resendAfterDoubt))
        #expect(try verdict(.inDoubt, kind: KindTable.oneTimeCode, left: .seconds(600), resends: 1).next == .finished(.inDoubt))
        #expect(try verdict(.inDoubt, kind: KindTable.oneTimeCode, left: .seconds(65)).next == .finished(.inDoubt))
        #expect(try verdict(.inDoubt, kind: KindTable.oneTimeCode, left: .seconds(600), policy: .drop).next == .finished(.inDoubt))
    }

    @Test(arguments: Outcome.Disposition.allCases, kinds)
    func `Nothing ever falls due at or after its last submission, but to expire there`(
        disposition: Outcome.Disposition,
        kind: String
    ) throws {
        let minimum = try #require(KindTable()[kind]).minimumLeft
        for seconds in stride(from: 1, through: 5_000, by: 13) {
            let left = minimum + .seconds(seconds)
            guard
                case .waiting(let due, _, _) = try verdict(
                    disposition, kind: kind, left: left,
                    untilRelay: .seconds(30)
                ).next
            else { continue }
            #expect(due < now + .seconds(seconds) || [.relayBusy, .relayMisconfigured].contains(disposition))
            #expect(due <= now + .seconds(seconds))
        }
    }
}
