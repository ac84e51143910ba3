import Issuance
import Mail
import Queue
import Synchronization
import TestKit
import Testing

struct BatchTests {
    private static let otherNumber = "70010199861"

    private func other(_ desk: Desk, email: String = "els@example.be", confirm: Set<String> = []) -> ActivationRequest {
        desk.request {
            $0.citizenNumber = Secret(Self.otherNumber)
            $0.email = email
            $0.confirmWarnings = confirm
        }
    }

    @Test func `Once the store cannot write, the rest are not tried`() async throws {
        let desk = try Desk()
        desk.store.change { $0.fault = .overloaded }
        let outcomes = try await desk.issuer.issueBatch(
            [.failure(.notFound), .success(desk.request()), .success(other(desk))], by: desk.caller, idempotency: nil)
        let refusals = outcomes.map { outcome -> IssuanceRefusal? in
            if case .failure(let refusal) = outcome { refusal } else { nil }
        }
        #expect(refusals == [.notFound, .unavailable(.overloaded), .unavailable(.overloaded)])
    }

    @Test func `Mail that is not taken any more ends a batch, and its items are not tried`() async throws {
        let desk = try Desk()
        let asked = Mutex(0)
        let outcomes = try await desk.issuer.issueBatch(
            [.success(desk.request()), .success(other(desk)), .failure(.notFound)], by: desk.caller, idempotency: nil
        ) {
            asked.withLock {
                $0 += 1
                return $0 == 1
            }
        }
        #expect(outcomes.map { (try? $0.get()) != nil } == [true, false, false])
        for outcome in outcomes.dropFirst() {
            guard case .failure(.unavailable(.overloaded)) = outcome else {
                Issue.record("tried: \(outcome)")
                continue
            }
        }
        #expect(desk.store.contents.activations.count == 1 && asked.withLock { $0 } == 2)
    }

    @Test func `Each item has a record of its own, with the whole body's fingerprint`() async throws {
        let desk = try Desk()
        func idempotency(_ body: UInt8) -> IdempotencyRequest<IssuedActivation> {
            IdempotencyRequest(name: [1], body: [body], status: 201) { Array($0.reference.utf8) }
        }
        let items: [Result<ActivationRequest, IssuanceRefusal>] = [.success(desk.request()), .success(other(desk))]
        _ = try await desk.issuer.issueBatch(items, by: desk.caller, idempotency: idempotency(1))
        let records = desk.store.contents.terms.compactMap(\.idempotency)
        #expect(Set(records.map(\.key)).count == 2 && Set(records.map(\.fingerprint)).count == 2)
        _ = try await desk.issuer.issueBatch(items, by: desk.caller, idempotency: idempotency(1))
        let again = desk.store.contents.terms.compactMap(\.idempotency).suffix(2)
        #expect(again.map(\.key) == records.map(\.key) && again.map(\.fingerprint) == records.map(\.fingerprint))
        let conflict = await refusal {
            _ = try await desk.issuer.issueBatch([items[1]], by: desk.caller, idempotency: idempotency(2))
        }
        #expect(conflict == .idempotencyConflict)
    }

    @Test func `A trial judges each item as if those before it had been issued, and writes nothing`() async throws {
        let desk = try Desk()
        let shared = other(desk, email: "Jan.Peeters@example.be")
        let items: [Result<ActivationRequest, IssuanceRefusal>] = [
            .success(desk.request()), .failure(.invalid([])), .success(shared),
            .success(other(desk, email: Desk.address, confirm: ["address_of_another_citizen"])),
        ]
        let refusals = try await desk.issuer.tryBatch(items, by: desk.caller)
        #expect(refusals[0] == nil && refusals[1] == .invalid([]) && refusals[3] == nil)
        guard case .warnings(let warnings)? = refusals[2] else {
            Issue.record("no warning: \(refusals)")
            return
        }
        #expect(warnings.map(\.code) == ["address_of_another_citizen"])
        let contents = desk.store.contents
        #expect(contents.activations.isEmpty && contents.mails.isEmpty && contents.terms.isEmpty)
        #expect(contents.tried.count == 2)
    }

    @Test func `A trial tells limits, and no refusal is counted`() async throws {
        let desk = try Desk()
        desk.store.change { $0.nextRefusal = LimitRefusal(limit: "per_recipient_per_hour", retryAfter: .seconds(9)) }
        let refusals = try await desk.issuer.tryBatch([.failure(.notFound), .success(desk.request())], by: desk.caller)
        #expect(refusals == [.notFound, .tooManyRequests(limit: "per_recipient_per_hour", retryAfter: .seconds(9))])
        #expect(desk.store.contents.limited.isEmpty)
    }

    @Test func `A trial that cannot read the store says so`() async throws {
        let desk = try Desk()
        desk.store.change { $0.fault = .closed }
        #expect(await refusal { _ = try await desk.issuer.tryBatch([.success(desk.request())], by: desk.caller) } == .unavailable(.closed))
    }
}
