import Issuance
import Mail
import Queue
import TestKit
import Testing

struct ActivationIssueTests {
    @Test func `An activation and its mail are committed together`() async throws {
        let desk = try Desk()
        let issued = try await desk.issue(desk.request())
        let kept = try #require(desk.store.contents.activations[issued.id])
        let (entry, content) = try desk.newestMail()
        #expect(kept.message == entry.id && issued.message == entry.id && issued.messageState == .queued)
        #expect(entry.kind == KindTable.activationLink && entry.lane == .link && entry.municipality == "62063")
        #expect(entry.templateVersion == "activation_link-fr-1" && entry.domain == "example.be")
        #expect(content.recipient.text == Desk.address)
        #expect(Set(content.variables.values.keys) == ["link", "municipality", "visited_at", "expires_at", "reference"])
        #expect(content.variables["municipality"] == .text("Liège"))
        #expect(issued.expiresAt == desk.clock.now + .seconds(14 * 86_400) && kept.expires == issued.expiresAt)
        #expect(kept.citizen == desk.keyring.hmac(.citizen, Array(Desk.number.utf8)))
        #expect(issued.activationCode.count == 11)
    }

    @Test(arguments: [(.lra, 14), (.strict, 7)] as [(KindTable.Profile, Int64)])
    func `A link ends with its code on paper at the latest`(profile: KindTable.Profile, days: Int64) async throws {
        let desk = try Desk(profile: profile, linkLifetime: .seconds(60 * 86_400))
        let issued = try await desk.issue(desk.request())
        let kept = try #require(desk.store.contents.activations[issued.id])
        let (entry, content) = try desk.newestMail()
        #expect(kept.codeExpires == desk.clock.now + .seconds(days * 86_400))
        #expect(kept.expires == kept.codeExpires && issued.expiresAt == kept.codeExpires && entry.expires == kept.codeExpires)
        #expect(content.variables["expires_at"] == .instant(kept.codeExpires))
    }

    @Test func `Every wrong field is named at once`() async throws {
        let desk = try Desk()
        let request = desk.request {
            $0.citizenNumber = Secret("1")
            $0.email = "nobody"
            $0.language = .nl
            $0.bisRegisteredOn = "2026-01-01"
            $0.identification = Identification(document: .passport, country: "be", checkedWith: .checkdoc, result: .notApplicable)
        }
        #expect(
            await faults(desk, request) == [
                "citizen_number", "email", "language", "identification.country", "identification.result",
                "identification.checked_with", "bis_registered_on",
            ])
        #expect(desk.store.contents.terms.isEmpty)
    }

    @Test(
        arguments: [
            (Desk.number, "2026-11-01", ["citizen_number"]), (Desk.bisNumber, nil, ["bis_registered_on"]),
            (Desk.bisNumber, "2026-11-24", ["bis_registered_on"]), (Desk.bisNumber, "2026-02-30", ["bis_registered_on"]),
            (Desk.bisNumber, "2026-11-23", []),
        ] as [(String, String?, [String])])
    func `Without a number the BIS number and its registration come first`(
        number: String, registered: String?, wrong: [String]
    ) async throws {
        let desk = try Desk()
        let request = desk.request {
            $0.case = .noNumber
            $0.citizenNumber = Secret(number)
            $0.bisRegisteredOn = registered
        }
        #expect(await faults(desk, request) == wrong)
    }

    @Test func `English is a courtesy beside a language of the municipality`() async throws {
        let desk = try Desk()
        let issued = try await desk.issue(desk.request { $0.language = .en })
        #expect(desk.store.contents.activations[issued.id]?.bindingLanguage == .fr)
        #expect(try desk.newestMail().entry.bindingLanguage == .fr)
        #expect(
            await faults(
                desk,
                desk.request {
                    $0.language = .en; $0.bindingLanguage = .de
                }) == ["binding_language"])
        #expect(await faults(desk, desk.request { $0.bindingLanguage = .nl }) == ["binding_language"])
    }

    @Test(arguments: ["00000", "62064", "6206", ""])
    func `A municipality must be registered`(nis: String) async throws {
        let desk = try Desk()
        #expect(await faults(desk, desk.request { $0.municipality = nis }) == ["municipality"])
    }

    @Test func `A credential of another municipality is refused before anything is read`() async throws {
        let desk = try Desk()
        guard case .forbidden? = await refusal({ _ = try await desk.issue(desk.request(), by: desk.stranger) }) else {
            Issue.record("not refused as forbidden")
            return
        }
    }

    @Test(
        arguments: [
            nil, Agreement(signedOn: Instant(seconds: 0), signatory: "A", function: "B", validFrom: Instant(seconds: 4_000_000_000)),
            Agreement(
                signedOn: Instant(seconds: 0), signatory: "A", function: "B", validFrom: Instant(seconds: 0),
                validUntil: Instant(seconds: 1_795_435_200)),
        ] as [Agreement?])
    func `Nothing is issued without an agreement in force`(agreement: Agreement?) async throws {
        let desk = try Desk()
        desk.add(Municipality(nis: "62063", name: "Liège", languages: [.fr], agreement: agreement))
        guard case .agreementMissing? = await refusal({ _ = try await desk.issue(desk.request()) }) else {
            Issue.record("not refused for its agreement")
            return
        }
    }

    @Test func `A HIT stops the issuance`() async throws {
        let desk = try Desk()
        let request = desk.request {
            $0.identification = Identification(document: .identityCard, country: "BE", checkedWith: .checkdoc, result: .hit)
        }
        #expect(await refusal { _ = try await desk.issue(request) } == .identificationHit)
        #expect(desk.store.contents.terms.isEmpty)
    }

    @Test(arguments: ["jan@gmial.com", "jan@example.con", "jan@TELNET.be"])
    func `A mistyped domain passes once it is confirmed`(email: String) async throws {
        let desk = try Desk()
        guard case .warnings(let warnings)? = await refusal({ _ = try await desk.issue(desk.request { $0.email = email }) }) else {
            Issue.record("no warning")
            return
        }
        #expect(warnings.map(\.field) == ["email"] && !warnings[0].detail.contains("jan"))
        let confirmed = desk.request {
            $0.email = email; $0.confirmWarnings = Set(warnings.map(\.code))
        }
        _ = try await desk.issue(confirmed)
    }

    @Test func `A Belgian document compared with PRADO is a warning`() async throws {
        let desk = try Desk()
        let request = desk.request {
            $0.identification = Identification(document: .passport, country: "BE", checkedWith: .prado, result: .notApplicable)
        }
        guard case .warnings(let warnings)? = await refusal({ _ = try await desk.issue(request) }) else {
            Issue.record("no warning")
            return
        }
        #expect(warnings.map(\.field) == ["identification.checked_with"])
    }

    @Test func `Limits of 0 are not charged, the others by kind, key and municipality`() async throws {
        let desk = try Desk(limits: IssuanceLimits(perRecipientPerHour: 0))
        _ = try await desk.issue(desk.request())
        _ = try await desk.issueCode(desk.codeRequest())
        let terms = desk.store.contents.terms
        #expect(
            terms[0].charges.map(\.limit) == [
                "per_recipient_per_minute", "per_recipient_per_day", "per_key_per_minute", "per_municipality_per_day",
            ])
        #expect(terms[1].charges.map(\.limit) == ["per_recipient_per_minute", "per_recipient_per_day", "per_key_per_minute"])
        #expect(terms[0].charges[0].subject != terms[1].charges[0].subject)
        #expect(terms[0].charges[2].subject == terms[1].charges[2].subject)
    }

    @Test func `Codes use up nothing of what a municipality may issue`() async throws {
        let desk = try Desk()
        let activation = try await desk.issue(desk.request())
        let redeemed = try await desk.issuer.redeem(token: try desk.newestToken(), code: activation.activationCode)
        let code = try await desk.issueCode(CodeRequest(recipient: .key("\(redeemed.keyID)"), purpose: "sign-in", binding: "b"))
        _ = try await desk.issuer.resendCode(code.id, by: desk.caller, idempotency: nil)
        let limits = desk.store.contents.terms.map { $0.charges.map(\.limit) }
        #expect(limits.count == 3)
        #expect(limits[0].contains("per_municipality_per_day"))
        for code in limits.dropFirst() { #expect(!code.contains("per_municipality_per_day")) }
    }

    @Test func `Each mail is given what the table says, and the table has every kind`() async throws {
        let desk = try Desk()
        let activation = try await desk.issue(desk.request())
        let redeemed = try await desk.issuer.redeem(token: try desk.newestToken(), code: activation.activationCode)
        _ = try await desk.issueCode(desk.codeRequest())
        _ = try await desk.issueCode(CodeRequest(recipient: .key("\(redeemed.keyID)"), purpose: "sign-in", binding: "b"))
        #expect(Set(IssuedMails.variables.keys) == Set(KindTable().kinds.keys))
        #expect(Set(desk.store.contents.mails.map(\.kind)).count == 3)
        var seen: [String: Set<String>] = [:]
        for mail in desk.store.contents.mails {
            let values = try desk.seal.content(of: mail).variables.values
            let given = try #require(IssuedMails.variables[mail.kind])
            for (name, value) in values { #expect(given.contains { $0.name == name && $0.type == value.type }, "\(mail.kind): \(name)") }
            for variable in given where variable.isInEveryMail { #expect(values[variable.name] != nil, "\(mail.kind): \(variable.name)") }
            seen[mail.kind, default: []].formUnion(values.keys)
        }
        for (kind, names) in seen { #expect(names == Set(IssuedMails.variables[kind]?.map(\.name) ?? [])) }
    }

    @Test func `A mail without templates is not accepted`() async throws {
        let desk = try Desk(withoutTemplates: [KindTable.oneTimeCode])
        #expect(
            await refusal { _ = try await desk.issueCode(desk.codeRequest()) }
                == .unavailable(.broken("the kind one_time_code has no templates")))
        #expect(desk.store.contents.terms.isEmpty)
    }

    @Test func `The idempotency record is built from the answer`() async throws {
        let desk = try Desk()
        let idempotency = IdempotencyRequest<IssuedActivation>(name: [1], body: [2], status: 201) { Array($0.reference.utf8) }
        guard case .fresh(let issued) = try await desk.issuer.issueActivation(desk.request(), by: desk.caller, idempotency: idempotency)
        else {
            Issue.record("not fresh")
            return
        }
        #expect(
            desk.store.contents.terms[0].idempotency
                == IdempotencyRecord(
                    key: desk.keyring.hmac(.idempotencyKey, [1]), fingerprint: desk.keyring.hmac(.requestBody, [1], [2]), status: 201,
                    answer: Array(issued.reference.utf8), expires: desk.clock.now + IdempotencyRecord.lifetime))
        #expect("\(idempotency)" == "idempotency •••")
    }

    @Test(arguments: [
        (IssueResult.idempotencyConflict, IssuanceRefusal.idempotencyConflict),
        (.limited(limit: "x", retryAfter: .seconds(3)), .tooManyRequests(limit: "x", retryAfter: .seconds(3))),
    ])
    func `What the store refuses is refused`(result: IssueResult, expected: IssuanceRefusal) async throws {
        let desk = try Desk()
        desk.store.change { $0.next = result }
        #expect(await refusal { _ = try await desk.issue(desk.request()) } == expected)
        #expect(await refusal { _ = try await desk.issueCode(desk.codeRequest()) } == expected)
    }

    @Test func `Each refusal by a limit is told, with the limit's name`() async throws {
        let desk = try Desk()
        let activation = try await desk.issue(desk.request())
        let code = try await desk.issueCode(desk.codeRequest())
        #expect(desk.store.contents.limited.isEmpty)
        desk.store.change { $0.next = .limited(limit: "per_recipient_per_hour", retryAfter: .seconds(3)) }
        _ = await refusal { _ = try await desk.issue(desk.request()) }
        _ = await refusal { _ = try await desk.issueCode(desk.codeRequest()) }
        _ = await refusal { _ = try await desk.issuer.resendActivation(activation.id, by: desk.caller, idempotency: nil) }
        _ = await refusal { _ = try await desk.issuer.resendCode(code.id, by: desk.caller, idempotency: nil) }
        #expect(desk.store.contents.limited == [String](repeating: "per_recipient_per_hour", count: 4))
    }

    @Test func `A store that cannot write makes it unavailable`() async throws {
        let desk = try Desk()
        desk.store.change { $0.fault = .overloaded }
        #expect(await refusal { _ = try await desk.issue(desk.request()) } == .unavailable(.overloaded))
    }

    private func faults(_ desk: Desk, _ request: ActivationRequest) async -> [String] {
        guard case .invalid(let faults)? = await refusal({ _ = try await desk.issue(request) }) else { return [] }
        return faults.map(\.field)
    }
}

/// The refusal that an action ends with; `nil` when it succeeds or fails otherwise.
func refusal(_ action: () async throws -> Void) async -> IssuanceRefusal? {
    do { try await action() } catch { return error as? IssuanceRefusal }
    return nil
}
