import Issuance
import Mail
import Queue
import TestKit
import Testing

struct CorrectionTests {
    private static let other = "jan.peeters@example.com"

    private func correct(
        _ desk: Desk, _ id: ActivationID, to email: String = other, confirm: Set<String> = [], by caller: Caller? = nil
    ) async throws -> CorrectedActivation? {
        let answer = try await desk.issuer.correctActivation(
            id, email: email, confirmWarnings: confirm, by: caller ?? desk.caller, idempotency: nil)
        guard case .fresh(let corrected) = answer else { return nil }
        return corrected
    }

    @Test func `A pending activation's link goes to the new address, and the former one is told`() async throws {
        let desk = try Desk()
        let issued = try await desk.issue(desk.request())
        let first = try desk.newestToken()
        let corrected = try #require(try await correct(desk, issued.id))
        #expect(corrected.state == .pending && corrected.maskedAddress == "j•••@example.com")
        let mails = desk.store.contents.mails
        let link = try #require(mails.first { $0.id == corrected.link?.message })
        let notice = try #require(mails.first { $0.id == corrected.notice })
        #expect(mails.count == 3 && link.kind == KindTable.activationLink && notice.kind == KindTable.addressChanged)
        #expect(link.supersessionKey == nil && notice.supersessionKey == nil)
        let (mailed, told) = (try desk.seal.content(of: link), try desk.seal.content(of: notice))
        #expect(mailed.recipient.text == Self.other && told.recipient.text == Desk.address)
        #expect(mailed.variables["link"] != nil && mailed.variables["link"] != .link("https://sleutels.example.be/a/\(first.revealText())"))
        #expect(Set(told.variables.values.keys) == Set(IssuedMails.variables[KindTable.addressChanged]?.map(\.name) ?? []))
        // The reference that the former address knows, and nothing of the new one.
        #expect(told.variables["reference"] == .text(issued.reference))
        let kept = try #require(desk.store.contents.corrections.first)
        #expect(kept.address == desk.keyring.hmac(.address, Array(Self.other.utf8)))
        #expect(kept.former == desk.store.contents.activations[issued.id]?.sealedAddress)
    }

    @Test func `A redeemed activation's key gets the address, without a link`() async throws {
        let desk = try Desk()
        let issued = try await desk.issue(desk.request())
        let redeemed = try await desk.issuer.redeem(token: try desk.newestToken(), code: issued.activationCode, by: nil)
        desk.store.change { contents in
            contents.activations[issued.id] = contents.activations[issued.id]?.redeemed(as: redeemed.keyID)
        }
        let corrected = try #require(try await correct(desk, issued.id))
        #expect(corrected.state == .redeemed && corrected.link == nil)
        let kept = try #require(desk.store.contents.corrections.first)
        #expect(kept.target == .key(redeemed.keyID))
        #expect(kept.former == desk.store.contents.keys[redeemed.keyID]?.sealedAddress)
        let (entry, content) = try desk.newestMail()
        #expect(entry.kind == KindTable.addressChanged && content.recipient.text == Desk.address)
        let limits = try #require(desk.store.contents.terms.last?.charges)
        #expect(!limits.contains { $0.limit == LimitCharge.municipalityDay })
    }

    @Test func `Both addresses are charged, each for its own kind of mail`() async throws {
        let desk = try Desk()
        let issued = try await desk.issue(desk.request())
        _ = try await correct(desk, issued.id)
        let charges = try #require(desk.store.contents.terms.last?.charges)
        let minutes = charges.filter { $0.limit == LimitCharge.recipientMinute }.map(\.subject)
        func subject(_ kind: String, _ address: String) -> [UInt8] {
            desk.keyring.hmac(.limit, Array(kind.utf8), Array(address.utf8))
        }
        #expect(minutes == [subject(KindTable.activationLink, Self.other), subject(KindTable.addressChanged, Desk.address)])
        #expect(charges.count { $0.limit == LimitCharge.municipalityDay } == 1)
    }

    @Test(arguments: ["nobody", "JAN.Peeters@example.be", ""])
    func `A wrong address, or the one that stands, is refused`(email: String) async throws {
        let desk = try Desk()
        let issued = try await desk.issue(desk.request())
        guard case .invalid(let faults)? = await refusal({ _ = try await correct(desk, issued.id, to: email) }) else {
            Issue.record("not refused")
            return
        }
        #expect(faults.map(\.field) == ["email"])
        #expect(desk.store.contents.corrections.isEmpty)
    }

    @Test func `Warnings are asked for again, and those confirmed are kept beside the former`() async throws {
        let desk = try Desk()
        let document = Identification(document: .passport, country: "BE", checkedWith: .prado, result: .notApplicable)
        let issued = try await desk.issue(
            desk.request {
                $0.identification = document
                $0.confirmWarnings = ["belgian_document_not_in_checkdoc"]
            })
        guard case .warnings(let warnings)? = await refusal({ _ = try await correct(desk, issued.id, to: "jan@gmial.com") }) else {
            Issue.record("no warning")
            return
        }
        #expect(warnings.map(\.code) == ["address_mistyped"])
        _ = try await correct(desk, issued.id, to: "jan@gmial.com", confirm: ["address_mistyped"])
        #expect(
            desk.store.contents.corrections.map(\.confirmedWarnings) == [["address_mistyped", "belgian_document_not_in_checkdoc"]])
    }

    /// Liège became part of another municipality a day ago.
    private func merge(_ desk: Desk, into successor: String?, agreement: Agreement?) {
        desk.add(
            Municipality(
                nis: "62063", name: "Liège", languages: [.fr], validUntil: desk.clock.now - .seconds(1), successor: successor,
                agreements: []))
        guard let successor else { return }
        desk.add(
            Municipality(
                nis: successor, name: "Liège-Nord", languages: [.fr], validUntil: desk.clock.now - .seconds(1), successor: "62121",
                agreements: []))
        desk.add(Municipality(nis: "62121", name: "Grand-Liège", languages: [.fr], agreement: agreement))
    }

    private func redeemed(_ desk: Desk) async throws -> ActivationID {
        let issued = try await desk.issue(desk.request())
        let redeemed = try await desk.issuer.redeem(token: try desk.newestToken(), code: issued.activationCode, by: nil)
        desk.store.change { contents in
            contents.activations[issued.id] = contents.activations[issued.id]?.redeemed(as: redeemed.keyID)
        }
        return issued.id
    }

    private func agreement(_ desk: Desk) -> Agreement {
        Agreement(signedOn: desk.clock.now, signatory: "B", function: "bourgmestre", validFrom: desk.clock.now)
    }

    @Test func `After a merger a key's address is corrected under the agreement of the municipality that followed`() async throws {
        let desk = try Desk()
        let id = try await redeemed(desk)
        merge(desk, into: "62120", agreement: agreement(desk))
        let corrected = try #require(try await correct(desk, id))
        #expect(corrected.state == .redeemed)
        let (entry, content) = try desk.newestMail()
        #expect(entry.kind == KindTable.addressChanged && content.variables["municipality"] == .text("Grand-Liège"))
        // Who is limited to another municipality still sees nothing of it.
        #expect(await refusal { _ = try await correct(desk, id, to: "an@example.com", by: desk.stranger) } == .notFound)
    }

    @Test func `After a merger nothing is corrected without that agreement, nor what was not redeemed`() async throws {
        let desk = try Desk()
        let key = try await redeemed(desk)
        desk.clock.advance(by: .seconds(60))
        let pending = try await desk.issue(desk.request { $0.email = "an@example.be" }).id
        merge(desk, into: "62120", agreement: nil)
        guard case .agreementMissing(let missing)? = await refusal({ _ = try await correct(desk, key) }) else {
            Issue.record("corrected without an agreement")
            return
        }
        #expect(missing.contains("62121"))
        merge(desk, into: "62120", agreement: agreement(desk))
        guard case .conflict(let ended)? = await refusal({ _ = try await correct(desk, pending) }) else {
            Issue.record("a link was mailed for a municipality that ended")
            return
        }
        #expect(ended.contains("62063"))
        merge(desk, into: nil, agreement: nil)
        guard case .conflict(let advice)? = await refusal({ _ = try await correct(desk, key) }) else {
            Issue.record("corrected without a successor")
            return
        }
        #expect(advice.contains("register its successor"))
        #expect(desk.store.contents.corrections.isEmpty)
    }

    @Test(arguments: [Activation.State.locked, .expired, .revoked])
    func `What has ended keeps no address to correct`(state: Activation.State) async throws {
        let desk = try Desk()
        let issued = try await desk.issue(desk.request())
        desk.store.change { $0.activations[issued.id]?.state = state }
        guard case .conflict? = await refusal({ _ = try await correct(desk, issued.id) }) else {
            Issue.record("not refused")
            return
        }
        #expect(await refusal { _ = try await correct(desk, issued.id, by: desk.stranger) } == .notFound)
    }
}

extension Activation {
    /// As it stands once redeemed.
    fileprivate func redeemed(as key: DigitalKeyID) -> Activation {
        Activation(
            id: id, municipality: municipality, case: self.case, citizen: citizen, language: language, bindingLanguage: bindingLanguage,
            sealedAddress: [], channel: channel, assurance: assurance, identification: identification, state: .redeemed, token: token,
            code: code, reference: reference, issued: issued, expires: expires, codeExpires: codeExpires, message: message, key: key,
            evidence: evidence)
    }
}
