import Issuance
import Mail
import Queue
import TestKit
import Testing

/// What is mailed when a citizen asks for a new link, and what it counts against.
@Suite struct AskingTests {
    private func issued(_ desk: Desk) async throws -> (IssuedActivation, Secret) {
        let issued = try await desk.issue(desk.request())
        return (issued, try desk.newestToken())
    }

    @Test func `the mail is that of a resend, to the address on file`() async throws {
        let desk = try Desk()
        let (issued, token) = try await issued(desk)
        desk.clock.advance(by: .seconds(3_600))
        try await desk.issuer.askAgain(token: token)
        let (entry, content) = try desk.newestMail()
        #expect(desk.store.contents.mails.count == 2)
        #expect(entry.kind == KindTable.activationLink && entry.supersessionKey == nil)
        #expect(content.recipient.text == Desk.address)
        #expect(
            try content.variables.values.keys.sorted() == desk.seal.content(of: desk.store.contents.mails[0]).variables.values.keys.sorted()
        )
        #expect(try desk.newestToken().reveal() != token.reveal())
        let asking = try #require(desk.store.contents.askings.first)
        #expect(asking.replacement.activation == issued.id && asking.terms.actor == .citizen && asking.terms.idempotency == nil)
        #expect(asking.terms.address == desk.store.contents.activations[issued.id]?.address)
    }

    @Test func `it counts against the recipient as an officer's does, and against its activation`() async throws {
        let desk = try Desk()
        let (_, token) = try await issued(desk)
        try await desk.issuer.askAgain(token: token)
        let officers = desk.store.contents.terms[0].charges
        let asked = try #require(desk.store.contents.askings.first).terms.charges
        #expect(
            asked.map(\.limit) == [
                "per_recipient_per_minute", "per_recipient_per_hour", "per_recipient_per_day", "asked_links_per_hour",
                "asked_links_per_day",
            ])
        #expect(Array(asked.prefix(3)) == Array(officers.prefix(3)))
        #expect(asked[3].maximum == AskingLimits.perHour && asked[4].maximum == AskingLimits.perDay)
        #expect(asked[3].subject == asked[4].subject && asked[3].subject != asked[0].subject)
        #expect(Set(asked.map(\.limit)).isSubset(of: LimitCharge.limits))
        // Who holds a link must leave officers room in the same hour and day.
        let limits = IssuanceLimits()
        #expect(AskingLimits.perHour < limits.perRecipientPerHour - 1 && AskingLimits.perDay < limits.perRecipientPerDay)
    }

    @Test func `a limit that refuses is told to the operator and not to the citizen`() async throws {
        let desk = try Desk()
        let (_, token) = try await issued(desk)
        desk.store.change { $0.next = .limited(limit: LimitCharge.askedHour, retryAfter: .seconds(9)) }
        try await desk.issuer.askAgain(token: token)
        #expect(desk.store.contents.limited == [LimitCharge.askedHour] && desk.store.contents.mails.count == 1)
    }

    enum Ending: CaseIterable, Sendable { case redeemed, revoked, locked, wiped, codeOver, notToAsk, noAgreement, codeEnded, unregistered }

    /// The same call of the store for all, with an activation that nobody has in place of what has ended.
    @Test(arguments: Ending.allCases)
    func `what may not be mailed takes the same steps`(ending: Ending) async throws {
        let desk = try Desk()
        let (issued, token) = try await issued(desk)
        let known = try #require(desk.store.contents.activations[issued.id])
        let day = Duration.seconds(86_400)
        switch ending {
        case .redeemed, .revoked, .locked:
            let state: Activation.State = ending == .redeemed ? .redeemed : ending == .revoked ? .revoked : .locked
            desk.store.change { $0.activations[issued.id]?.state = state }
        case .wiped: desk.store.change { $0.activations[issued.id] = known.ended() }
        case .codeOver: desk.clock.advance(by: day * 14)
        case .notToAsk:
            desk.store.change { contents in
                contents.activations[issued.id] = nil
                contents.formerLinks[known.token] = KnownLink(
                    activation: known, message: known.message, expires: known.expires, mayAsk: false)
            }
        case .noAgreement: desk.add(Municipality(nis: "62063", name: "Liège", languages: [.fr], agreement: nil))
        case .codeEnded:
            let now = desk.clock.now
            let agreement = Agreement(signedOn: now, signatory: "A", function: "B", validFrom: now)
            desk.add(
                Municipality(nis: "62063", name: "Liège", languages: [.fr], validUntil: now, successor: "62064", agreements: [agreement]))
        case .unregistered: desk.store.change { $0.municipalities["62063"] = nil }
        }
        try await desk.issuer.askAgain(token: token)
        let asking = try #require(desk.store.contents.askings.first)
        #expect(desk.store.contents.mails.count == 1)
        #expect(asking.token == known.token && asking.replacement.activation != issued.id)
        #expect(try desk.seal.content(of: asking.mail).recipient.text == "nobody@postduif.invalid")
    }

    @Test func `a link that was never issued is read for and no more`() async throws {
        let desk = try Desk()
        _ = try await issued(desk)
        for token in ["AAAAAAAAAAAAAAAAAAAAAA", "x", ""] { try await desk.issuer.askAgain(token: Secret(token)) }
        #expect(desk.store.contents.askings.isEmpty && desk.store.contents.tokenReads.count == 3)
    }

    @Test func `one link cannot wear out the door, whatever it stands for`() async throws {
        let desk = try Desk()
        let (issued, token) = try await issued(desk)
        desk.store.change { $0.activations[issued.id]?.state = .revoked }
        for _ in 0..<AttemptBudget.perLink { try await desk.issuer.askAgain(token: token) }
        let refusal = await #expect(throws: IssuanceRefusal.self) { try await desk.issuer.askAgain(token: token) }
        guard case .tooManyRequests(let limit, _) = refusal else {
            Issue.record("\(String(describing: refusal))")
            return
        }
        #expect(limit == LimitCharge.linkAttempts && desk.store.contents.askings.count == AttemptBudget.perLink)
    }

    @Test func `a store that cannot write says so`() async throws {
        let desk = try Desk()
        let (_, token) = try await issued(desk)
        desk.store.change { $0.fault = .closed }
        await #expect(throws: IssuanceRefusal.unavailable(.closed)) { try await desk.issuer.askAgain(token: token) }
    }

    @Test func `the page knows a former link by its own mail, and its end by the clock alone`() async throws {
        let desk = try Desk()
        let (issued, token) = try await issued(desk)
        let known = try #require(desk.store.contents.activations[issued.id])
        let mail = QueueID(at: desk.clock.now, random: desk.random)
        let former = Secret("AAAAAAAAAAAAAAAAAAAAAA")
        let hmac = desk.keyring.hmac(.activationToken, former.reveal())
        desk.store.change {
            $0.formerLinks[hmac] = KnownLink(activation: known, message: mail, expires: desk.clock.now + .seconds(60), mayAsk: false)
        }
        let newest = try #require(await desk.issuer.page(token: token))
        #expect(newest.reference == issued.reference && newest.expires == issued.expiresAt && !newest.isOver)
        #expect(newest.municipalityNames == [.fr: "Liège"])
        let older = try #require(await desk.issuer.page(token: former))
        #expect(older.languages == newest.languages && older.reference == Reference.of(mail, keyring: desk.keyring) && !older.isOver)
        desk.clock.advance(by: .seconds(60))
        desk.store.change { $0.activations[issued.id]?.state = .revoked }
        #expect(try #require(await desk.issuer.page(token: former)).isOver)
        #expect(try #require(await desk.issuer.page(token: token)) == newest)
    }
}

extension Activation {
    /// As a sweep leaves it.
    fileprivate func ended() -> Activation {
        Activation(
            id: id, municipality: municipality, case: self.case, citizen: citizen, language: language, bindingLanguage: bindingLanguage,
            sealedAddress: [], channel: channel, assurance: assurance, identification: identification, state: .expired, token: token,
            code: code, reference: reference, issued: issued, expires: expires, codeExpires: codeExpires, message: message)
    }
}
