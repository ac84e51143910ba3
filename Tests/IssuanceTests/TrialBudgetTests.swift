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
        #expect(budget.take(TrialBudget.perMinute - 1, by: front, as: .batch) == nil)
        #expect(budget.take(2, by: front, as: .batch)?.limit == "trials_per_key_per_minute")
        #expect(budget.take(1, by: front, as: .batch) == nil)
        let refused = budget.take(1, by: front, as: .batch)
        #expect(refused?.limit == "trials_per_key_per_minute" && refused?.retryAfter == .seconds(60))
        #expect(budget.take(TrialBudget.perMinute, by: .person(PersonID(high: 1, low: 1)), as: .batch) == nil)
        clock.advance(by: .seconds(59))
        #expect(budget.take(1, by: front, as: .batch)?.retryAfter == .seconds(1))
        clock.advance(by: .seconds(1))
        #expect(budget.take(TrialBudget.perMinute, by: front, as: .batch) == nil)
        // A whole batch always fits into a fresh minute.
        #expect(TrialBudget.perMinute >= Limits.batchItems)
    }

    @Test func `The day's number is told before the minute's, with the time until the next day`() {
        let budget = budget
        for _ in 0..<(TrialBudget.perDay / TrialBudget.perMinute) {
            #expect(budget.take(TrialBudget.perMinute, by: front, as: .batch) == nil)
            clock.advance(by: .seconds(60))
        }
        let refused = budget.take(1, by: front, as: .batch)
        #expect(refused?.limit == "trials_per_key_per_day" && refused.map { $0.retryAfter > .seconds(3_600) } == true)
        clock.advance(by: refused?.retryAfter ?? .zero)
        #expect(budget.take(TrialBudget.perMinute, by: front, as: .batch) == nil)
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

    @Test func `What a batch uses up takes no warning from a request of its own`() async throws {
        let desk = try Desk()
        let odd = desk.request { $0.email = "jan@gmial.com" }
        for _ in 0..<2 {
            _ = try await desk.issuer.tryBatch(.init(repeating: .failure(.notFound), count: Limits.batchItems), by: desk.caller)
        }
        let limited = IssuanceRefusal.tooManyRequests(limit: "trials_per_key_per_minute", retryAfter: .seconds(60))
        let batch = try await desk.issuer.issueBatch([.success(odd)], by: desk.caller, idempotency: nil)
        #expect(await refusal { _ = try batch[0].get() } == limited)
        guard case .warnings? = await refusal({ _ = try await desk.issue(odd) }) else {
            Issue.record("no warnings")
            return
        }
    }

    /// Else who is at a limit asks about one address after another: 422 for those that serve others is counted, 429 for all others is free.
    @Test func `A request that a limit refuses after the warnings counts as a trial`() async throws {
        let desk = try Desk()
        let issued = try await desk.issue(desk.request())
        desk.store.change { $0.next = .limited(limit: LimitCharge.municipalityDay, retryAfter: .seconds(9)) }
        let plain = desk.request()
        for number in 0..<TrialBudget.perMinute {
            guard case .tooManyRequests(LimitCharge.municipalityDay, _)? = await refusal({ _ = try await desk.issue(plain) }) else {
                Issue.record("not refused by the limit at \(number)")
                return
            }
        }
        let limited = IssuanceRefusal.tooManyRequests(limit: "trials_per_key_per_minute", retryAfter: .seconds(60))
        #expect(await refusal { _ = try await desk.issue(plain) } == limited)
        #expect(await refusal { _ = try await desk.issue(desk.request { $0.email = "jan@gmial.com" }) } == limited)
        let corrected = await refusal {
            _ = try await desk.issuer.correctActivation(
                issued.id, email: "lena@example.be", confirmWarnings: [], by: desk.caller, idempotency: nil)
        }
        #expect(corrected == limited)
    }

    @Test func `A request that is answered with warnings counts as a trial, and one whose fields are wrong does not`() async throws {
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
