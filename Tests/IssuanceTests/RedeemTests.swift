import Issuance
import Mail
import Queue
import TestKit
import Testing

struct RedeemTests {
    @Test func `Link and code together make a key and a notice, once`() async throws {
        let desk = try Desk()
        let issued = try await desk.issue(desk.request { $0.assurance = .low })
        let token = try desk.newestToken()
        let typed = Secret(issued.activationCode.revealText().lowercased())
        let redeemed = try await desk.issuer.redeem(token: token, code: typed)
        #expect(redeemed.activationID == issued.id && redeemed.assurance == .low && redeemed.citizenLanguage == .fr)
        #expect(desk.store.contents.keys[redeemed.keyID]?.activation == issued.id)
        let (entry, content) = try desk.newestMail()
        #expect(entry.kind == KindTable.keyActivated && content.recipient.text == Desk.address)
        #expect(Set(content.variables.values.keys) == ["municipality", "activated_at", "reference"])
        #expect(await refusal { _ = try await desk.issuer.redeem(token: token, code: typed) } == .activationInvalid)
    }

    @Test(arguments: ["00000-00000", "", "short", "!!!!!!!!!!"])
    func `A wrong code reaches the store, which counts the try`(typed: String) async throws {
        let desk = try Desk()
        _ = try await desk.issue(desk.request())
        let token = try desk.newestToken()
        #expect(await refusal { _ = try await desk.issuer.redeem(token: token, code: Secret(typed)) } == .activationInvalid)
        #expect(desk.store.contents.redemptions.count == 1)
    }

    @Test(arguments: ["AAAAAAAAAAAAAAAAAAAAAA", "", "x", "../../etc/passwd"])
    func `An unknown token takes the same steps and gets the same answer`(token: String) async throws {
        let desk = try Desk()
        let issued = try await desk.issue(desk.request())
        let answer = await refusal { _ = try await desk.issuer.redeem(token: Secret(token), code: issued.activationCode) }
        #expect(answer == .activationInvalid)
        #expect(desk.store.contents.tokenReads.count == 1 && desk.store.contents.redemptions.count == 1)
        #expect(desk.store.contents.keys.isEmpty)
    }

    @Test func `The page has the citizen's language and the mail's reference, and changes nothing`() async throws {
        let desk = try Desk()
        let issued = try await desk.issue(desk.request())
        let page = await desk.issuer.page(token: try desk.newestToken())
        #expect(page?.languages == [.fr] && page?.reference == issued.reference)
        #expect(await desk.issuer.page(token: Secret("unknown")) == nil)
        #expect(desk.store.contents.tokenReads.count == 2)
        #expect(desk.store.contents.redemptions.isEmpty && desk.store.contents.mails.count == 1)
    }

    @Test func `A re-sent link has a new token and never outlives the paper`() async throws {
        let desk = try Desk()
        let issued = try await desk.issue(desk.request())
        let first = try desk.newestToken()
        desk.clock.advance(by: .seconds(3 * 86_400))
        guard case .fresh(let resent) = try await desk.issuer.resendActivation(issued.id, by: desk.caller, idempotency: nil) else {
            Issue.record("not fresh")
            return
        }
        #expect(resent.id == issued.id && resent.expiresAt == issued.expiresAt)
        #expect(try !desk.newestToken().isEqual(to: first))
        let mails = desk.store.contents.mails
        #expect(mails.count == 2 && mails.allSatisfy { $0.supersessionKey == nil })
        desk.clock.advance(by: .seconds(11 * 86_400 - 3_600))
        guard
            case .conflict? = await refusal({
                _ = try await desk.issuer.resendActivation(issued.id, by: desk.caller, idempotency: nil)
            })
        else {
            Issue.record("a link was mailed that lives no longer than the least that must be left")
            return
        }
    }

    @Test func `In the strict profile a link may be re-sent after its end while the paper lasts`() async throws {
        let desk = try Desk(profile: .strict)
        let issued = try await desk.issue(desk.request())
        desk.clock.advance(by: .seconds(2 * 86_400))
        _ = try await desk.issuer.resendActivation(issued.id, by: desk.caller, idempotency: nil)
        #expect(desk.store.contents.activationMails.map(\.expires) == [desk.clock.now + .seconds(86_400)])
    }

    @Test func `The view masks the address, and other municipalities see nothing`() async throws {
        let desk = try Desk()
        let issued = try await desk.issue(desk.request())
        let view = try await desk.issuer.activation(issued.id, for: desk.caller)
        #expect(view.maskedAddress == "j•••@example.be" && view.state == .pending)
        #expect(await refusal { _ = try await desk.issuer.activation(issued.id, for: desk.stranger) } == .notFound)
        let resend = await refusal { _ = try await desk.issuer.resendActivation(issued.id, by: desk.stranger, idempotency: nil) }
        #expect(resend == .notFound)
    }
}
