import Issuance
import Mail
import Queue
import TestKit
import Testing

struct CodeTests {
    @Test func `A code is mailed, verified once, and bound to its binding`() async throws {
        let desk = try Desk()
        let issued = try await desk.issueCode(desk.codeRequest())
        let (entry, content) = try desk.newestMail()
        #expect(entry.lane == .code && entry.expires == desk.clock.now + .seconds(600) && issued.expiresAt == entry.expires)
        #expect(Set(content.variables.values.keys) == ["code", "requested_at", "expires_at", "lifetime", "reference"])
        #expect(issued.resendAfter == .seconds(60))
        let code = try desk.newestCode()
        for (typed, binding) in [(code, "session-2"), (Secret("x"), "session-1")] {
            #expect(await verify(desk, issued.id, typed, binding) == .codeInvalid)
        }
        #expect(desk.store.contents.attempts.count == 2)
        #expect(await verify(desk, issued.id, code, "session-1") == nil)
        #expect(await verify(desk, issued.id, code, "session-1") == .codeInvalid)
    }

    @Test func `A key's code goes to the key's address and is answered with the key`() async throws {
        let desk = try Desk()
        let activation = try await desk.issue(desk.request())
        let redeemed = try await desk.issuer.redeem(token: try desk.newestToken(), code: activation.activationCode)
        let request = CodeRequest(recipient: .key("\(redeemed.keyID)"), purpose: "sign-in", binding: "b")
        let issued = try await desk.issueCode(request)
        let (entry, content) = try desk.newestMail()
        #expect(content.recipient.text == Desk.address && entry.municipality == "62063" && entry.language == .fr)
        #expect(content.variables["municipality"] == .text("Liège"))
        #expect(await faults(desk, request, by: desk.stranger) == ["key_id"])
        let verified = try await desk.issuer.verifyCode(issued.id, code: try desk.newestCode(), binding: "b", by: desk.caller)
        #expect(verified == VerifiedCode(key: redeemed.keyID, assurance: .normal))
        _ = try await desk.issuer.resendCode(issued.id, by: desk.caller, idempotency: nil)
        #expect(try desk.newestMail().content.variables["municipality"] == .text("Liège"))
    }

    @Test(arguments: Activation.Assurance.allCases, [nil, .low, .normal] as [Activation.Assurance?])
    func `A key gives codes up to its own assurance`(held: Activation.Assurance, asked: Activation.Assurance?) async throws {
        let desk = try Desk()
        var request = desk.request()
        request.assurance = held
        let activation = try await desk.issue(request)
        let redeemed = try await desk.issuer.redeem(token: try desk.newestToken(), code: activation.activationCode)
        let code = CodeRequest(recipient: .key("\(redeemed.keyID)"), purpose: "sign-in", binding: "b", minimumAssurance: asked)
        guard held == .normal || asked != .normal else {
            #expect(await faults(desk, code) == ["minimum_assurance"])
            return
        }
        let issued = try await desk.issueCode(code)
        let verified = try await desk.issuer.verifyCode(issued.id, code: try desk.newestCode(), binding: "b", by: desk.caller)
        #expect(verified.assurance == held)
    }

    @Test func `An address has no assurance`() async throws {
        let request = CodeRequest(
            recipient: .address(email: "a@example.be", language: .nl), purpose: "p", binding: "b", minimumAssurance: .low)
        #expect(await faults(try Desk(), request) == ["minimum_assurance"])
    }

    @Test func `Every wrong field is named at once`() async throws {
        let desk = try Desk()
        let request = CodeRequest(
            recipient: .address(email: "x", language: .nl), purpose: "Sign in", binding: "", lifetime: .seconds(59))
        #expect(await faults(desk, request) == ["recipient.email", "purpose", "binding", "lifetime_s"])
        let unknown = CodeRequest(recipient: .key("key_x"), purpose: "", binding: String(repeating: "b", count: 256))
        #expect(await faults(desk, unknown) == ["key_id", "purpose", "binding"])
        #expect(desk.store.contents.terms.isEmpty)
    }

    @Test(arguments: [(0, false), (59, false), (60, false), (61, true), (600, true), (601, false)] as [(Int64, Bool)])
    func `A lifetime leaves more than the kind's minimum`(seconds: Int64, passes: Bool) async throws {
        let desk = try Desk()
        #expect(await faults(desk, desk.codeRequest(lifetime: .seconds(seconds))) == (passes ? [] : ["lifetime_s"]))
    }

    @Test func `A re-sent code is another with as much time again`() async throws {
        let desk = try Desk()
        let issued = try await desk.issueCode(desk.codeRequest(lifetime: .seconds(120)))
        for _ in 0..<2 {
            desk.clock.advance(by: .seconds(50))
            guard case .fresh(let resent) = try await desk.issuer.resendCode(issued.id, by: desk.caller, idempotency: nil) else {
                Issue.record("not fresh")
                return
            }
            #expect(resent.id == issued.id && resent.reference != issued.reference)
            #expect(try desk.newestMail().content.variables["reference"] == .text(resent.reference))
            #expect(resent.expiresAt == desk.clock.now + .seconds(120))
        }
        let contents = desk.store.contents
        #expect(Set(contents.challengeMails.map(\.code)).count == 2)
        #expect(contents.terms.allSatisfy { $0.charges == contents.terms[0].charges })
    }

    @Test func `An ended code cannot be re-sent`() async throws {
        let desk = try Desk()
        let issued = try await desk.issueCode(desk.codeRequest())
        desk.clock.advance(by: .seconds(600))
        let answer = await refusal { _ = try await desk.issuer.resendCode(issued.id, by: desk.caller, idempotency: nil) }
        guard case .conflict? = answer else {
            Issue.record("not a conflict")
            return
        }
    }

    @Test func `Subjects differ by purpose and address, not by spelling in capitals`() async throws {
        let desk = try Desk()
        for (email, purpose) in [("Jan@example.be", "a"), ("jan@EXAMPLE.be", "a"), ("jan@example.be", "b"), ("an@example.be", "a")] {
            _ = try await desk.issueCode(
                CodeRequest(recipient: .address(email: email, language: .nl), purpose: purpose, binding: "b"))
        }
        let contents = desk.store.contents
        #expect(Set(contents.challenges.values.map(\.subject)).count == 3)
    }

    @Test func `Two spellings of a letter are one subject and one recipient`() async throws {
        let desk = try Desk()
        for email in ["jos\u{E9}@example.be", "jose\u{301}@example.be"] {
            _ = try await desk.issueCode(CodeRequest(recipient: .address(email: email, language: .nl), purpose: "a", binding: "b"))
        }
        let contents = desk.store.contents
        #expect(Set(contents.challenges.values.map(\.subject)).count == 1)
        #expect(contents.terms[0].charges == contents.terms[1].charges)
    }

    @Test func `Another municipality can neither try, re-send nor cancel a code`() async throws {
        let desk = try Desk()
        let issued = try await desk.issueCode(desk.codeRequest())
        let code = try desk.newestCode()
        let tried = await refusal {
            _ = try await desk.issuer.verifyCode(issued.id, code: code, binding: "session-1", by: desk.stranger)
        }
        #expect(tried == .codeInvalid)
        #expect(desk.store.contents.attempts.map(\.challenge).contains(issued.id) == false)
        #expect(await refusal { try await desk.issuer.cancelCode(issued.id, by: desk.stranger) } == .notFound)
        #expect(await refusal { _ = try await desk.issuer.resendCode(issued.id, by: desk.stranger, idempotency: nil) } == .notFound)
    }

    @Test func `A code is cancelled once`() async throws {
        let desk = try Desk()
        let issued = try await desk.issueCode(desk.codeRequest())
        try await desk.issuer.cancelCode(issued.id, by: desk.caller)
        #expect(await verify(desk, issued.id, try desk.newestCode(), "session-1") == .codeInvalid)
        guard case .conflict? = await refusal({ try await desk.issuer.cancelCode(issued.id, by: desk.caller) }) else {
            Issue.record("cancelled twice")
            return
        }
        #expect(await refusal { try await desk.issuer.cancelCode(CodeID(high: 1, low: 1), by: desk.caller) } == .notFound)
    }

    private func verify(_ desk: Desk, _ id: CodeID, _ code: Secret, _ binding: String) async -> IssuanceRefusal? {
        await refusal { _ = try await desk.issuer.verifyCode(id, code: code, binding: binding, by: desk.caller) }
    }

    private func faults(_ desk: Desk, _ request: CodeRequest, by caller: Caller? = nil) async -> [String] {
        guard case .invalid(let faults)? = await refusal({ _ = try await desk.issueCode(request, by: caller) }) else { return [] }
        return faults.map(\.field)
    }
}
