import Issuance
import Mail
import Queue
import TestKit
import Testing

/// Mails to a citizen whose language nobody told.
struct UntoldLanguageTests {
    private static let agreement = Agreement(
        signedOn: Instant(seconds: 1_790_000_000), signatory: "A", function: "mayor", validFrom: Instant(seconds: 1_790_000_000))
    private static let brussels = Municipality(
        nis: "21004", name: "Brussel", names: [.fr: "Bruxelles"], languages: [.nl, .fr], agreements: [agreement])

    static let municipalities: [(String, [Language], MailLanguages)] = [
        ("21004", [.nl, .fr], MailLanguages(.fr, binding: .nl)), ("21004", [.fr, .nl], MailLanguages(.nl, binding: .fr)),
        ("21004", [.fr], MailLanguages(.fr)), ("63023", [.de, .fr], MailLanguages(.fr, binding: .de)),
        ("63049", [.fr, .de], MailLanguages(.de, binding: .fr)), ("73109", [.nl, .fr], MailLanguages(.fr, binding: .nl)),
        ("44021", [.nl], MailLanguages(.nl)),
        // Around Brussels French is for who asks for it.
        ("23099", [.nl, .fr], MailLanguages(.nl)), ("23099", [.fr, .nl], MailLanguages(.nl)), ("23099", [.fr], MailLanguages(.fr)),
    ]

    @Test(arguments: municipalities)
    func `They are in what the municipality may use`(nis: String, languages: [Language], expected: MailLanguages) async throws {
        let desk = try Desk()
        desk.add(Municipality(nis: nis, name: "A", languages: languages, agreements: [Self.agreement]))
        let issued = try await desk.issue(
            desk.request {
                $0.municipality = nis
                $0.language = nil
            })
        let entry = try desk.newestMail().entry
        #expect(issued.languages == expected && MailLanguages(entry.language, binding: entry.bindingLanguage) == expected)
        let numbered = expected.blocks.map(\.rawValue).joined(separator: "+")
        #expect(entry.templateVersion == "activation_link-\(numbered)-1")
        #expect(expected.binding == nil || MailLanguages.pairs.contains(expected))
    }

    @Test func `No NIS code gives a pair that is not proved at the start`() {
        for number in 10_000...99_999 {
            guard let code = NISCode("\(number)") else { continue }
            let allowed = LanguageRules.languages(of: code)
            for languages in [allowed, allowed.reversed()] {
                let untold = Municipality(nis: code.text, name: "A", languages: languages, agreements: []).languagesUntold
                guard let untold, untold.binding != nil else { continue }
                if !MailLanguages.pairs.contains(untold) { Issue.record("\(code.text): \(untold.blocks)") }
            }
        }
    }

    @Test func `All that follows is in both, with each name in its block`() async throws {
        let desk = try Desk()
        desk.add(Self.brussels)
        let issued = try await desk.issue(
            desk.request {
                $0.municipality = "21004"
                $0.language = nil
            })
        let page = await desk.issuer.page(token: try desk.newestToken())
        #expect(page?.languages == [.nl, .fr])
        let card = try await desk.issuer.startCard(of: issued.id, for: desk.caller)
        #expect(card.languages == issued.languages && card.languages.main == .nl)
        let redeemed = try await desk.issuer.redeem(token: try desk.newestToken(), code: issued.activationCode, by: nil)
        #expect(redeemed.citizenLanguage == .nl && redeemed.languages == issued.languages)
        _ = try await desk.issueCode(CodeRequest(recipient: .key(redeemed.keyID.description), purpose: "sign-in", binding: "s"))
        #expect(desk.store.contents.mails.count == 3)
        for mail in desk.store.contents.mails {
            #expect(mail.language == .fr && mail.bindingLanguage == .nl)
            #expect(try desk.seal.content(of: mail).variables["municipality"] == .texts([.nl: "Brussel", .fr: "Bruxelles"]))
        }
    }

    @Test func `One name in both languages is one text`() {
        let eupen = Municipality(nis: "63023", name: "Eupen", languages: [.de, .fr], agreements: [])
        #expect(eupen.name(in: MailLanguages(.fr, binding: .de)) == .text("Eupen"))
        #expect(Self.brussels.name(in: MailLanguages(.en, binding: .fr)) == .text("Bruxelles"))
    }

    @Test func `A binding language belongs to English alone`() async throws {
        let desk = try Desk()
        desk.add(Self.brussels)
        let request = desk.request {
            $0.municipality = "21004"
            $0.language = nil
            $0.bindingLanguage = .fr
        }
        await #expect(
            throws: IssuanceRefusal.invalid([
                FieldFault("binding_language", "Belongs to the language en alone; leave it out.", .bindingLanguage)
            ])
        ) {
            try await desk.issue(request)
        }
    }

    @Test func `A code to an address takes the languages of the caller's one municipality`() async throws {
        let desk = try Desk()
        desk.add(Self.brussels)
        let request = CodeRequest(recipient: .address(email: Desk.address, language: nil), purpose: "sign-in", binding: "s")
        let limited = Caller(apiKey: APIKeyID(high: 1, low: 1), scopes: [.codesWrite], municipality: "21004")
        let issued = try await desk.issueCode(request, by: limited)
        #expect(issued.languages == MailLanguages(.fr, binding: .nl))
        desk.clock.advance(by: .seconds(61))
        let resent = try await desk.issuer.resendCode(issued.id, by: limited, idempotency: nil)
        guard case .fresh(let answer) = resent else { throw Desk.Missing.freshAnswer }
        #expect(answer.languages == issued.languages)
        await #expect {
            try await desk.issueCode(request)
        } throws: { error in
            guard case IssuanceRefusal.invalid(let faults) = error else { return false }
            return faults.map(\.field) == ["recipient.language"]
        }
    }
}
