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
        ("21004", [.fr], MailLanguages(.fr)), ("44021", [.nl], MailLanguages(.nl)), ("62063", [.fr], MailLanguages(.fr)),
        // On the language border both, and that of the region first, however they are registered.
        ("73109", [.nl, .fr], MailLanguages(.fr, binding: .nl)), ("73109", [.fr, .nl], MailLanguages(.fr, binding: .nl)),
        ("57096", [.fr, .nl], MailLanguages(.nl, binding: .fr)), ("57096", [.nl, .fr], MailLanguages(.nl, binding: .fr)),
        ("57096", [.fr], MailLanguages(.fr)),
        // Elsewhere with facilities the other language is for who asks for it.
        ("23099", [.nl, .fr], MailLanguages(.nl)), ("23099", [.fr, .nl], MailLanguages(.nl)),
        ("63023", [.de, .fr], MailLanguages(.de)), ("63023", [.fr, .de], MailLanguages(.de)), ("63023", [.de], MailLanguages(.de)),
        ("63049", [.fr, .de], MailLanguages(.fr)), ("63080", [.de, .fr], MailLanguages(.fr)),
    ]

    /// Registered without the language of their region: these say nothing of a citizen whose language nobody told.
    static let withoutRegion: [(String, [Language], String)] = [
        ("23099", [.fr], "nl"), ("73109", [.fr], "nl"), ("63023", [.fr], "de"), ("63049", [.de], "fr"), ("57096", [.nl], "fr"),
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

    @Test(arguments: withoutRegion)
    func `Without the language of the region the citizen is to be asked`(nis: String, languages: [Language], region: String) async throws {
        let desk = try Desk()
        desk.add(Municipality(nis: nis, name: "A", languages: languages, agreements: [Self.agreement]))
        await #expect {
            try await desk.issue(
                desk.request {
                    $0.municipality = nis
                    $0.language = nil
                })
        } throws: { error in
            guard case IssuanceRefusal.invalid(let faults) = error, let fault = faults.first else { return false }
            return faults.count == 1 && fault.field == "language" && fault.reason.contains("Ask the citizen")
                && fault.reason.contains("(\(region))")
        }
        let told = try await desk.issue(
            desk.request {
                $0.municipality = nis
                $0.language = languages[0]
            })
        #expect(told.languages == MailLanguages(languages[0]))
        let code = CodeRequest(recipient: .address(email: "other@example.be", language: nil), purpose: "sign-in", binding: "s")
        await #expect {
            try await desk.issueCode(code, by: Caller(apiKey: APIKeyID(high: 1, low: 1), scopes: [.codesWrite], municipality: nis))
        } throws: { error in
            guard case IssuanceRefusal.invalid(let faults) = error else { return false }
            return faults.map(\.field) == ["recipient.language"]
        }
    }

    /// Those of the language border and of Brussels; every pair is one that is proved at the start.
    @Test func `Ten NIS codes and those of Brussels give a mail in two languages, all others in one`() {
        var two: Set<Int> = []
        for number in 10_000...99_999 {
            guard let code = NISCode("\(number)") else { continue }
            let allowed = LanguageRules.languages(of: code)
            for languages in [allowed, allowed.reversed()] {
                let untold = Municipality(nis: code.text, name: "A", languages: languages, agreements: []).languagesUntold
                guard let untold else { Issue.record("\(code.text): none"); continue }
                guard untold.binding != nil else { continue }
                two.insert(number)
                if !MailLanguages.pairs.contains(untold) { Issue.record("\(code.text): \(untold.blocks)") }
            }
        }
        #expect(two.subtracting(21_000...21_999).count == 10 && two.isSuperset(of: 21_001...21_019))
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
        let flobecq = Municipality(nis: "51019", name: "Flobecq", languages: [.fr, .nl], agreements: [])
        #expect(flobecq.name(in: MailLanguages(.nl, binding: .fr)) == .text("Flobecq"))
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
