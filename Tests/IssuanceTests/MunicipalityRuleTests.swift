import Issuance
import Mail
import Queue
import TestKit
import Testing

/// What issuance makes of a municipality: its names, its NIS code, its agreements.
struct MunicipalityRuleTests {
    private static func day(_ text: String) -> Instant { Instant(brusselsDay: text) ?? .distantPast }
    private static let agreement = Agreement(
        signedOn: day("2026-01-15"), signatory: "A", function: "mayor", validFrom: day("2026-01-15"), validUntil: day("2027-01-15"))

    private static func brussels(
        from: String? = nil, until: String? = nil, successor: String? = nil, agreements: [Agreement] = [agreement]
    ) -> Municipality {
        Municipality(
            nis: "21004", name: "Brussel", names: [.fr: "Bruxelles", .de: "Brüssel"], languages: [.nl, .fr], validFrom: from.map(day),
            validUntil: until.map(day), successor: successor, agreements: agreements)
    }

    @Test(
        arguments: [
            (Language.nl, nil, "Brussel"), (.fr, nil, "Bruxelles"), (.en, Language.fr, "Bruxelles"), (.en, .nl, "Brussel"),
            (.en, nil, "Brussel"),
        ] as [(Language, Language?, String)])
    func `A mail names the municipality in its own language`(language: Language, binding: Language?, name: String) async throws {
        let desk = try Desk()
        desk.add(Self.brussels())
        let issued = try await desk.issue(
            desk.request {
                $0.municipality = "21004"; $0.language = language; $0.bindingLanguage = binding
            })
        let link = try desk.newestMail().content.variables
        #expect(link["municipality"] == .text(name))
        let token = try desk.newestToken()
        let redeemed = try await desk.issuer.redeem(token: token, code: issued.activationCode)
        #expect(try desk.newestMail().content.variables["municipality"] == .text(name))
        _ = try await desk.issueCode(
            CodeRequest(recipient: .key(redeemed.keyID.description), purpose: "sign-in", binding: "session", lifetime: nil))
        #expect(try desk.newestMail().content.variables["municipality"] == .text(name))
    }

    @Test func `An ended NIS code is refused with its successor`() async throws {
        let desk = try Desk()
        desk.add(Self.brussels(until: "2026-11-23", successor: "21005"))
        let request = desk.request { $0.municipality = "21004" }
        let refusal = await refusal { _ = try await desk.issue(request) }
        #expect(refusal == .invalid([FieldFault("municipality", "The NIS code 21004 ended on 2026-11-23; use its successor 21005.")]))
        #expect(desk.store.contents.mails.isEmpty)
    }

    @Test func `A NIS code that has still to begin is refused`() async throws {
        let desk = try Desk()
        desk.add(Self.brussels(from: "2027-01-01"))
        guard case .invalid(let faults)? = await refusal({ _ = try await desk.issue(desk.request { $0.municipality = "21004" }) }) else {
            Issue.record("not refused")
            return
        }
        #expect(faults.map(\.field) == ["municipality"] && faults[0].reason.contains("2027-01-01"))
    }

    @Test func `No link is mailed again for an ended NIS code`() async throws {
        let desk = try Desk()
        desk.add(Self.brussels())
        let issued = try await desk.issue(desk.request { $0.municipality = "21004" })
        desk.add(Self.brussels(until: "2026-11-23", successor: "21005"))
        guard
            case .conflict(let detail)? = await refusal({
                _ = try await desk.issuer.resendActivation(issued.id, by: desk.caller, idempotency: nil)
            })
        else {
            Issue.record("not refused")
            return
        }
        #expect(detail.contains("21005"))
    }

    /// The former rule took the newest row, so that a renewal stopped the issuance on the day of its registration.
    @Test func `A renewal that is registered ahead stops nothing`() async throws {
        let desk = try Desk()
        let renewal = Agreement(
            signedOn: Self.day("2026-11-20"), signatory: "B", function: "mayor", validFrom: Self.day("2027-01-15"))
        desk.add(Self.brussels(agreements: [Self.agreement, renewal]))
        _ = try await desk.issue(desk.request { $0.municipality = "21004" })
        desk.clock.jump(to: Self.day("2027-01-15"))
        _ = try await desk.issue(desk.request { $0.municipality = "21004" })
    }
}
