import Issuance
import Mail
import TestKit
import Testing

struct ActivationListTests {
    private func caller(_ reach: Reach) -> Caller {
        Caller(.person(PersonID(high: 3, low: 4)), scopes: [.activationsRead], reach: reach)
    }

    @Test(
        arguments: [
            (.everywhere, nil, nil), (.everywhere, "62063", ["62063"]), (.municipalities(["62063", "11002"]), nil, ["62063", "11002"]),
            (.municipalities(["62063", "11002"]), "11002", ["11002"]), (.municipalities([]), nil, []),
        ] as [(Reach, String?, Set<String>?)])
    func `A list is of the caller's municipalities`(reach: Reach, asked: String?, looked: Set<String>?) async throws {
        let desk = try Desk()
        let query = ActivationQuery(state: .locked, case: .noEID, municipality: asked, limit: 5)
        _ = try await desk.issuer.activations(query, for: caller(reach))
        #expect(desk.store.contents.filters == [ActivationFilter(state: .locked, case: .noEID, municipalities: looked)])
    }

    @Test func `Another's municipality is refused`() async throws {
        let desk = try Desk()
        let answer = await refusal {
            _ = try await desk.issuer.activations(
                ActivationQuery(municipality: "62063", limit: 5), for: caller(.municipalities(["11002"])))
        }
        #expect(answer == .forbidden(detail: "This credential may not act for that municipality."))
        #expect(desk.store.contents.filters.isEmpty)
    }

    @Test func `A list masks addresses and has the state of now`() async throws {
        let desk = try Desk()
        let issued = try await desk.issue(desk.request())
        desk.clock.advance(by: .seconds(14 * 86_400))
        let (summaries, next) = try await desk.issuer.activations(ActivationQuery(limit: 5), for: desk.caller)
        #expect(summaries.map(\.activation.id) == [issued.id] && next == nil)
        #expect(summaries.map(\.state) == [.expired] && summaries.map(\.maskedAddress) == ["j•••@example.be"])
        #expect(summaries.map(\.reference) == [issued.reference])
    }

    @Test func `What an activation rests on is kept with it`() async throws {
        let desk = try Desk()
        let request = desk.request {
            $0.case = .noNumber
            $0.citizenNumber = Secret(Desk.bisNumber)
            $0.bisRegisteredOn = "2026-11-02"
            $0.email = "jan@gmial.com"
            $0.confirmWarnings = ["address_mistyped", "belgian_document_not_in_checkdoc", "nonsense"]
        }
        let issued = try await desk.issue(request)
        let kept = try #require(desk.store.contents.activations[issued.id])
        #expect(
            kept.evidence
                == ActivationEvidence(
                    bisRegisteredOn: "2026-11-02", confirmedWarnings: ["address_mistyped"], issuedBy: desk.caller.principal))
        #expect(kept.address == desk.keyring.hmac(.address, Array("jan@gmial.com".utf8)))
    }

    @Test func `A key has the HMAC of its activation's address, however it was written`() async throws {
        let desk = try Desk()
        let issued = try await desk.issue(desk.request { $0.email = "Jan.Peeters@EXAMPLE.be" })
        let redeemed = try await desk.issuer.redeem(token: try desk.newestToken(), code: issued.activationCode, by: nil)
        #expect(desk.store.contents.keys[redeemed.keyID]?.address == desk.keyring.hmac(.address, Array(Desk.address.utf8)))
    }

    @Test(arguments: [Principal.apiKey(APIKeyID(high: 1, low: 2)), .person(PersonID(high: 1, low: 2))])
    func `A principal is read from its text`(principal: Principal) {
        #expect(Principal(text: principal.text) == principal)
        #expect(Principal(text: principal.text + "0") == nil)
    }
}
