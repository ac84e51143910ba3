import Issuance
import Mail
import Queue
import TestKit
import Testing

@Suite struct AttemptBudgetTests {
    private let clock = ManualClock()
    private let front = Principal.apiKey(APIKeyID(high: 1, low: 1))

    private func budget(perKey: Int = 2, onPage: Int = 2) -> AttemptBudget {
        AttemptBudget(limits: IssuanceLimits(attemptsPerKeyPerMinute: perKey, pageAttemptsPerMinute: onPage), clock: clock)
    }

    @Test func `a credential gets so many in a minute, and no other is held up`() {
        let budget = budget()
        for expected in [nil, nil, "attempts_per_key_per_minute", "attempts_per_key_per_minute"] {
            #expect(budget.take(by: front) == expected)
        }
        #expect(budget.take(by: .apiKey(APIKeyID(high: 1, low: 2))) == nil)
        #expect(budget.take(by: .person(PersonID(high: 1, low: 1))) == nil)
        clock.advance(by: budget.retryAfter - .seconds(1))
        #expect(budget.take(by: front) != nil && budget.retryAfter == .seconds(1))
        clock.advance(by: .seconds(1))
        #expect(budget.take(by: front) == nil)
    }

    @Test func `all links together get so many in a minute`() {
        let budget = budget()
        for (link, expected) in [([1], nil), ([2], nil), ([3], "page_attempts_per_minute")] as [([UInt8], String?)] {
            #expect(budget.take(link: link) == expected)
        }
        clock.advance(by: .seconds(60))
        #expect(budget.take(link: [3]) == nil)
    }

    @Test func `one link cannot use up the page`() {
        let budget = budget(onPage: 1_000)
        for _ in 0..<AttemptBudget.perLink { #expect(budget.take(link: [1]) == nil) }
        for _ in 0..<2_000 { #expect(budget.take(link: [1]) == "attempts_per_link_per_minute") }
        #expect(budget.take(link: [2]) == nil)
        #expect(AttemptBudget.perLink > TryLimits.perCode)
    }

    @Test func `sign-ins come back so often in a minute`() {
        let budget = AttemptBudget(limits: IssuanceLimits(pageAttemptsPerMinute: 1, signInsPerMinute: 2), clock: clock)
        for expected in [nil, nil, "sign_ins_per_minute", "sign_ins_per_minute"] { #expect(budget.takeSignIn() == expected) }
        #expect(budget.take(link: [1]) == nil)
        clock.advance(by: budget.retryAfter)
        #expect(budget.takeSignIn() == nil)
        let open = AttemptBudget(limits: IssuanceLimits(signInsPerMinute: 0), clock: clock)
        for _ in 0..<1_000 { #expect(open.takeSignIn() == nil) }
    }

    @Test func `zero is no limit, and a clock that is put back begins anew`() {
        let open = budget(perKey: 0, onPage: 0)
        for _ in 0..<100 { #expect(open.take(by: front) == nil && open.take(link: [1]) == nil) }
        let budget = budget(perKey: 1)
        #expect(budget.take(by: front) == nil && budget.take(by: front) != nil)
        clock.advance(by: .seconds(-60))
        #expect(budget.take(by: front) == nil)
    }

    @Test func `a link that nobody has gets no further than a read`() async throws {
        let desk = try Desk(limits: IssuanceLimits(pageAttemptsPerMinute: 1))
        let issued = try await desk.issue(desk.request())
        let unknown = Secret("AAAAAAAAAAAAAAAAAAAAAA")
        for _ in 0..<5 {
            #expect(
                await refusal { _ = try await desk.issuer.redeemOnPage(token: unknown, code: issued.activationCode) } == .activationInvalid)
        }
        #expect(desk.store.contents.redemptions.isEmpty && desk.store.contents.limited.isEmpty)
        let token = try desk.newestToken()
        #expect(await refusal { _ = try await desk.issuer.redeemOnPage(token: token, code: Secret("x")) } == .activationInvalid)
        #expect(desk.store.contents.redemptions.count == 1)
        let right = await refusal { _ = try await desk.issuer.redeemOnPage(token: token, code: issued.activationCode) }
        #expect(right == .unavailable(.overloaded))
        #expect(desk.store.contents.redemptions.count == 1 && desk.store.contents.limited == ["page_attempts_per_minute"])
        desk.clock.advance(by: .seconds(60))
        #expect(try await desk.issuer.redeemOnPage(token: token, code: issued.activationCode).activationID == issued.id)
    }

    @Test func `a front is charged by the day too where that has a limit, in the row of its minute`() async throws {
        let desk = try Desk(limits: IssuanceLimits(perKeyPerDay: 5))
        let officer = Caller(.person(PersonID(high: 9, low: 1)), scopes: [.activationsWrite], reach: .everywhere)
        for caller in [desk.caller, officer] { _ = try await desk.issue(desk.request(), by: caller) }
        _ = try await desk.issueCode(desk.codeRequest())
        let charges = desk.store.contents.terms.map(\.charges)
        for charged in [charges[0], charges[2]] {
            let (minute, day) = (charged[3], charged[4])
            #expect(minute.limit == "per_key_per_minute" && day.limit == "per_key_per_day")
            #expect(day.window == .day && day.maximum == 5 && day.subject == minute.subject)
        }
        #expect(!charges[1].contains { $0.limit == LimitCharge.keyDay })
        #expect(LimitCharge.limits.contains(LimitCharge.keyDay))
    }

    @Test func `a mail is charged to the officer by the day, and to a front by the minute`() async throws {
        let desk = try Desk()
        let officers = (1...2).map { Caller(.person(PersonID(high: 9, low: $0)), scopes: [.activationsWrite], reach: .everywhere) }
        for caller in [desk.caller] + officers { _ = try await desk.issue(desk.request(), by: caller) }
        let charges = desk.store.contents.terms.map(\.charges)
        let common = ["per_recipient_per_minute", "per_recipient_per_hour", "per_recipient_per_day"]
        #expect(charges[0].map(\.limit) == common + ["per_key_per_minute", "per_municipality_per_day"])
        for charge in charges[1...] { #expect(charge.map(\.limit) == common + ["per_officer_per_day", "per_municipality_per_day"]) }
        #expect(charges[1][3].maximum == 300 && charges[1][3].window == .day)
        #expect(Set(charges.map { $0[3].subject }).count == 3)
        #expect(Set(charges.flatMap { $0.map(\.limit) }).isSubset(of: LimitCharge.limits))
    }
}
