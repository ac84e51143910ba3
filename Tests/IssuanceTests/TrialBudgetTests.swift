import Issuance
import Mail
import Queue
import TestKit
import Testing

struct TrialBudgetTests {
    private let clock = ManualClock()
    private let front = Principal.apiKey(APIKeyID(high: 1, low: 1))
    private var budget: TrialBudget { TrialBudget(clock: clock) }

    @Test func `A credential gets so many in a minute, all or none, and no other is held up`() {
        let budget = budget
        #expect(budget.take(TrialBudget.perMinute - 1, by: front) == nil)
        #expect(budget.take(2, by: front)?.limit == "trials_per_key_per_minute")
        #expect(budget.take(1, by: front) == nil)
        let refused = budget.take(1, by: front)
        #expect(refused?.limit == "trials_per_key_per_minute" && refused?.retryAfter == .seconds(60))
        #expect(budget.take(TrialBudget.perMinute, by: .person(PersonID(high: 1, low: 1))) == nil)
        clock.advance(by: .seconds(59))
        #expect(budget.take(1, by: front)?.retryAfter == .seconds(1))
        clock.advance(by: .seconds(1))
        #expect(budget.take(TrialBudget.perMinute, by: front) == nil)
        // A whole batch always fits into a fresh minute.
        #expect(TrialBudget.perMinute >= Limits.batchItems)
    }

    @Test func `The day's number is told before the minute's, with the time until the next day`() {
        let budget = budget
        for _ in 0..<(TrialBudget.perDay / TrialBudget.perMinute) {
            #expect(budget.take(TrialBudget.perMinute, by: front) == nil)
            clock.advance(by: .seconds(60))
        }
        let refused = budget.take(1, by: front)
        #expect(refused?.limit == "trials_per_key_per_day" && refused.map { $0.retryAfter > .seconds(3_600) } == true)
        clock.advance(by: refused?.retryAfter ?? .zero)
        #expect(budget.take(TrialBudget.perMinute, by: front) == nil)
    }

    @Test func `A dry run over its number judges nothing`() async throws {
        let desk = try Desk()
        let items = [Result<ActivationRequest, IssuanceRefusal>](repeating: .failure(.notFound), count: Limits.batchItems)
        for _ in 0..<2 { _ = try await desk.issuer.tryBatch(items, by: desk.caller) }
        let refused = await refusal { _ = try await desk.issuer.tryBatch([.success(desk.request())], by: desk.caller) }
        #expect(refused == .tooManyRequests(limit: "trials_per_key_per_minute", retryAfter: .seconds(60)))
        #expect(desk.store.contents.tried.allSatisfy(\.isEmpty) && desk.store.contents.limited == ["trials_per_key_per_minute"])
        // What is issued is not tried.
        _ = try await desk.issue(desk.request())
    }

    @Test func `A request that is answered with warnings counts as a trial, and nothing else that is refused does`() async throws {
        let desk = try Desk()
        let odd = desk.request { $0.email = "jan@gmial.com" }
        let wrong = desk.request { $0.email = "nobody" }
        for _ in 0..<TrialBudget.perMinute {
            guard case .warnings? = await refusal({ _ = try await desk.issue(odd) }) else {
                Issue.record("no warnings")
                return
            }
        }
        let limited = IssuanceRefusal.tooManyRequests(limit: "trials_per_key_per_minute", retryAfter: .seconds(60))
        #expect(await refusal { _ = try await desk.issue(odd) } == limited)
        guard case .invalid? = await refusal({ _ = try await desk.issue(wrong) }) else {
            Issue.record("not refused as invalid")
            return
        }
        let issued = try await desk.issue(desk.request())
        let corrected = await refusal {
            _ = try await desk.issuer.correctActivation(
                issued.id, email: "jan@gmial.com", confirmWarnings: [], by: desk.caller, idempotency: nil)
        }
        #expect(corrected == limited)
        let confirmed = desk.request {
            $0.email = "jan@gmial.com"
            $0.confirmWarnings = ["address_mistyped"]
        }
        _ = try await desk.issue(confirmed)
    }
}
