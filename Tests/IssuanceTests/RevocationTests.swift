import Issuance
import Mail
import Queue
import TestKit
import Testing

struct RevocationTests {
    @Test func `Revoking needs no agreement, and tells the key that ended`() async throws {
        let desk = try Desk()
        let issued = try await desk.issue(desk.request())
        desk.add(Municipality(nis: "62063", name: "Liège", languages: [.fr], agreement: nil))
        let revoked = try await desk.issuer.revokeActivation(issued.id, by: desk.caller)
        #expect(revoked == RevokedActivation(id: issued.id, key: nil))
        let again = await refusal { _ = try await desk.issuer.revokeActivation(issued.id, by: desk.caller) }
        #expect(again == .conflict(detail: "This activation was revoked before."))
    }

    @Test(arguments: [Activation.State.locked, .expired, .revoked])
    func `What has ended is refused with the reason`(state: Activation.State) async throws {
        let desk = try Desk()
        let issued = try await desk.issue(desk.request())
        desk.store.change { $0.activations[issued.id]?.state = state }
        var details: Set<String> = []
        for action in [
            { _ = try await desk.issuer.revokeActivation(issued.id, by: desk.caller) },
            { _ = try await desk.issuer.reissueActivation(issued.id, by: desk.caller, idempotency: nil) },
            { _ = try await desk.issuer.resendActivation(issued.id, by: desk.caller, idempotency: nil) },
        ] as [() async throws -> Void] {
            guard case .conflict(let detail)? = await refusal(action) else {
                Issue.record("\(state) was not refused")
                continue
            }
            details.insert(detail)
        }
        #expect(details.count == 2)
        #expect(desk.store.contents.pairs.isEmpty && desk.store.contents.activationMails.isEmpty)
    }

    @Test func `Another municipality's activation cannot be ended or reissued`() async throws {
        let desk = try Desk()
        let issued = try await desk.issue(desk.request())
        #expect(await refusal { _ = try await desk.issuer.revokeActivation(issued.id, by: desk.stranger) } == .notFound)
        let reissue = await refusal { _ = try await desk.issuer.reissueActivation(issued.id, by: desk.stranger, idempotency: nil) }
        #expect(reissue == .notFound)
        #expect(desk.store.contents.activations[issued.id]?.state == .pending)
    }

    @Test func `A new pair has another code, another link and the time of a new one`() async throws {
        let desk = try Desk()
        let issued = try await desk.issue(desk.request())
        let first = try desk.newestToken()
        desk.clock.advance(by: .seconds(3 * 86_400))
        guard case .fresh(let again) = try await desk.issuer.reissueActivation(issued.id, by: desk.caller, idempotency: nil) else {
            Issue.record("not fresh")
            return
        }
        #expect(again.id == issued.id && again.reference != issued.reference)
        #expect(!again.activationCode.isEqual(to: issued.activationCode))
        #expect(try !desk.newestToken().isEqual(to: first))
        let pair = try #require(desk.store.contents.pairs.first)
        #expect(pair.codeExpires == desk.clock.now + .seconds(14 * 86_400) && again.expiresAt == pair.expires)
        #expect(pair.reference == again.reference)
        #expect(desk.store.contents.terms.last?.address == desk.store.contents.activations[issued.id]?.address)
        let code = try #require(ActivationCode(typed: again.activationCode)).canonical.reveal()
        #expect(pair.code == desk.keyring.hmac(.activationCode, issued.id.bytes, code))
        let (entry, content) = try desk.newestMail()
        #expect(entry.kind == KindTable.activationLink && entry.supersessionKey == nil)
        #expect(content.recipient.text == Desk.address)
        #expect(
            desk.store.contents.terms.map { $0.charges.map(\.limit) }.last == desk.store.contents.terms.first?.charges.map(\.limit))
    }

    @Test func `A reissue needs an agreement in force`() async throws {
        let desk = try Desk()
        let issued = try await desk.issue(desk.request())
        desk.add(Municipality(nis: "62063", name: "Liège", languages: [.fr], agreement: nil))
        let answer = await refusal { _ = try await desk.issuer.reissueActivation(issued.id, by: desk.caller, idempotency: nil) }
        guard case .agreementMissing? = answer else {
            Issue.record("not refused for its agreement")
            return
        }
    }

    /// The same key and body: the same answer, whatever became of the activation since.
    @Test func `A repeated request is answered as before, though it would be refused now`() async throws {
        let desk = try Desk()
        let issued = try await desk.issue(desk.request())
        func idempotency(_ body: UInt8) -> IdempotencyRequest<IssuedActivation> {
            IdempotencyRequest(name: [1], body: [body], status: 202) { Array($0.reference.utf8) }
        }
        _ = try await desk.issuer.reissueActivation(issued.id, by: desk.caller, idempotency: idempotency(1))
        #expect(desk.store.contents.recordReads == 0)
        desk.store.change { $0.activations[issued.id]?.state = .redeemed }
        guard case .replayed(let record) = try await desk.issuer.reissueActivation(issued.id, by: desk.caller, idempotency: idempotency(1))
        else {
            Issue.record("not replayed")
            return
        }
        #expect(record == desk.store.contents.terms.last?.idempotency)
        let other = await refusal {
            _ = try await desk.issuer.reissueActivation(issued.id, by: desk.caller, idempotency: idempotency(2))
        }
        #expect(other == .idempotencyConflict)
        let hidden = await refusal {
            _ = try await desk.issuer.reissueActivation(issued.id, by: desk.stranger, idempotency: idempotency(1))
        }
        #expect(hidden == .notFound)
    }

    @Test func `A limited caller neither redeems nor uses up another municipality's pair`() async throws {
        let desk = try Desk()
        let issued = try await desk.issue(desk.request())
        let token = try desk.newestToken()
        for code in [issued.activationCode, Secret("00000-00000")] {
            let answer = await refusal { _ = try await desk.issuer.redeem(token: token, code: code, by: desk.stranger) }
            #expect(answer == .activationInvalid)
        }
        // The store was asked both times, for a pair that nobody has.
        let tokens = Set(desk.store.contents.redemptions.map(\.token))
        #expect(desk.store.contents.redemptions.count == 2 && tokens.count == 1)
        #expect(desk.store.contents.activations.values.allSatisfy { !tokens.contains($0.token) && $0.state == .pending })
        #expect(desk.store.contents.keys.isEmpty)
        _ = try await desk.issuer.redeem(token: token, code: issued.activationCode, by: desk.caller)
        #expect(desk.store.contents.keys.count == 1)
    }
}
