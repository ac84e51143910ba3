import API
import Crypto
import Foundation
import HTTPTypes
import Issuance
import Mail
import Queue
import TestKit
import Testing

@testable import Console

/// `GET /v1/activations/{id}/card`: what stands on the sheet, in each language, and what never does.
@Suite(.timeLimit(.minutes(5))) struct StartCardTests {
    private static func path(_ id: String, _ query: String = "") -> String { "/v1/activations/\(id)/card\(query)" }

    @Test(arguments: [
        (Language.nl, "Startkaart", "De link vervalt <strong>maandag 7 december 2026 om 13.00 uur</strong> (Belgische tijd)."),
        (.fr, "Carte de démarrage", "Le lien expire <strong>le lundi 7 décembre 2026 à 13\u{A0}h\u{A0}00</strong> (heure belge)."),
        (.en, "Start card", "The link expires <strong>on Monday 7 December 2026 at 13:00</strong> (Belgian time)."),
        (.de, "Startkarte", "Der Link läuft <strong>am Montag, dem 7. Dezember 2026, um 13:00 Uhr</strong> (belgische Zeit) ab."),
    ])
    func `each language says what to do, until when, and whom to call`(language: Language, title: String, until: String) async throws {
        let service = try await Service()
        let (id, _, _) = try await service.issued("fr")
        let card = try await service.ask(.get, Self.path(id, "?language=\(language.rawValue)"))
        #expect(card.status == 200, "\(card.text)")
        #expect(card.text.contains("<html lang=\"\(language.rawValue)\">") && card.text.contains("<h1>\(title)</h1>"))
        #expect(card.text.contains(until), "\(card.text)")
        let reference = try await service.ask(.get, "/v1/activations/\(id)").string("reference")
        let texts = StartCardTexts.of(language)
        for expected in [
            "<p class=\"municipality\">Liège</p>", "Burgerzaken<br>no-reply@example.be", "Lien (réf. \(reference))",
            "<dd>\(reference)</dd>",
            "<strong>https://sleutels.example.be/</strong>", "<strong>j•••@example.be</strong>", "Servicedesk", "+32 (0)4 123 45 67",
            "help@example.be", HTML.escaped(texts.safety), HTML.escaped(texts.code),
        ] {
            #expect(card.text.contains(expected), "\(expected)")
        }
        for step in texts.steps where !step.contains("{") { #expect(card.text.contains("<li>\(HTML.escaped(step))</li>")) }
        for name in ["{address}", "{url}", "{until}"] { #expect(!card.text.contains(name)) }
        #expect(card.headers[.contentType] == "text/html; charset=utf-8" && card.headers[.contentLanguage] == language.rawValue)
    }

    @Test func `every text has its places for values, in each language`() {
        for language in Language.allCases {
            let texts = StartCardTexts.of(language)
            #expect(texts.steps.count == 4)
            #expect(texts.steps.count { $0.contains("{address}") } == 1 && texts.steps.count { $0.contains("{url}") } == 1)
            #expect(texts.until.contains("{until}") && texts.code != texts.codeGiven)
            #expect(texts.start.contains("{url}") && texts.startTyped.contains("{url}") && texts.start != texts.startTyped)
        }
    }

    @Test(arguments: ["nl", "fr", "de"])
    func `left to itself it speaks the citizen's language`(language: String) async throws {
        let service = try await Service()
        let (id, _, _) = try await service.issued(language)
        #expect(try await service.ask(.get, Self.path(id)).headers[.contentLanguage] == language)
    }

    @Test func `it holds neither code nor link nor number nor a whole address`() async throws {
        let service = try await Service()
        let (id, code, token) = try await service.issued()
        for language in Language.allCases {
            let card = try await service.ask(.get, Self.path(id, "?language=\(language.rawValue)")).text
            for secret in [code, code.replacing("-", with: ""), token, "/a/", Service.number, "70.01.01-997.62", "jan.peeters"] {
                #expect(!card.contains(secret), "\(language)")
            }
            #expect(card.ranges(of: "<span></span>").count == ActivationCode.characters && card.contains("<p class=\"boxes\" aria-hidden"))
        }
    }

    @Test func `it loads nothing, runs nothing, and its policy admits its own style alone`() async throws {
        let service = try await Service()
        let id = try await service.issued().id
        let card = try await service.ask(.get, Self.path(id))
        for word in ["<script", "<link", "<img", "<form", "<iframe", " src=", " style=", "@import", "url(", "href"] {
            #expect(!card.text.contains(word), "\(word)")
        }
        let policy = try #require(card.headers[.contentSecurityPolicy])
        #expect(policy.hasPrefix("default-src 'none'; style-src 'sha256-") && policy.contains("frame-ancestors 'none'"))
        #expect(!policy.contains("unsafe") && !policy.contains("self"))
        let style = try #require(card.text.firstMatch(of: /<style>([\s\S]*?)<\/style>/)).output.1
        #expect(policy.contains("'sha256-\(Data(SHA256.hash(data: Data(style.utf8))).base64EncodedString())'"))
        #expect(card.headers[.cacheControl] == "no-store" && card.headers[.referrerPolicy] == "no-referrer")
        #expect(card.headers[.xContentTypeOptions] == "nosniff" && card.headers[.robotsTag]?.contains("noindex") == true)
    }

    @Test func `its style is black on white, on A4`() {
        let colours = Set(StartCardStyle.text.matches(of: /#[0-9a-f]{3,6}\b/).map { String($0.output) })
        #expect(colours == ["#000", "#fff"])
        #expect(StartCardStyle.text.contains("size: A4 portrait"))
    }

    @Test func `what others wrote is shown as text`() {
        let hostile = "<b>&\"'"
        let view = StartCardView(
            contact: ContactDetails(name: hostile, email: hostile, phone: hostile), sender: SenderDetails(name: hostile, address: hostile),
            publicURL: "https://a.example/\(hostile)")
        let municipality = Municipality(nis: "62063", name: hostile, languages: [.fr], agreement: nil)
        let card = StartCard(
            language: .fr, bindingLanguage: nil, municipality: municipality, reference: hostile, maskedAddress: hostile,
            visited: Instant(seconds: 0), expires: Instant(seconds: 60))
        for language in Language.allCases {
            let document = view.document(card, subject: hostile, in: language)
            #expect(!document.contains("<b>&") && !document.contains(hostile))
            // Municipality twice, with the title; contact three times, sender twice, subject, reference twice, address, URL three times.
            #expect(document.ranges(of: "&lt;b&gt;&amp;&quot;&#39;").count == 14)
        }
    }

    @Test(arguments: Language.allCases)
    func `without a QR code, as the address is too long for one, there is nothing to scan`(language: Language) {
        let url = "https://\(String(repeating: "a", count: 50)).\(String(repeating: "b", count: 50)).example"
        let view = StartCardView(
            contact: ContactDetails(name: "Desk", email: "", phone: nil), sender: SenderDetails(name: "N", address: "n@example.be"),
            publicURL: url)
        let municipality = Municipality(nis: "62063", name: "Liège", languages: [.fr], agreement: nil)
        let card = StartCard(
            language: .fr, bindingLanguage: nil, municipality: municipality, reference: "K7Q", maskedAddress: "j•••@example.be",
            visited: Instant(seconds: 0), expires: Instant(seconds: 60))
        let (document, texts) = (view.document(card, subject: nil, in: language), StartCardTexts.of(language))
        func said(_ text: String) -> String { HTML.escaped(text).replacing("{url}", with: "<strong>\(url)/start</strong>") }
        #expect(!document.contains("<svg") && !document.contains(said(texts.start)) && document.contains(said(texts.startTyped)))
    }

    @Test func `it shows the municipality's own sender and contact`() {
        let view = StartCardView(
            contact: ContactDetails(name: "Desk", email: "desk@example.be", phone: "02 555 00 00"),
            sender: SenderDetails(name: "Digitale sleutels", address: "no-reply@example.be"), publicURL: "https://a.example")
        let branding = MunicipalityBranding(
            senderName: NameByLanguage("Stad Brussel", names: [.fr: "Ville de Bruxelles"]),
            contact: MunicipalityBranding.Contact(
                name: NameByLanguage("Loket", names: [.fr: "Guichet"]), email: "loket@brussel.example", phone: nil))
        let municipality = Municipality(nis: "21004", name: "Brussel", languages: [.nl, .fr], branding: branding, agreements: [])
        let card = StartCard(
            language: .fr, bindingLanguage: .nl, municipality: municipality, reference: "K7Q", maskedAddress: "j•••@example.be",
            visited: Instant(seconds: 0), expires: Instant(seconds: 60))
        let document = view.document(card, subject: nil, in: .fr)
        // As the mail's From, whatever the card's language; the address stays.
        #expect(document.contains("Stad Brussel / Ville de Bruxelles<br>no-reply@example.be"))
        #expect(document.contains("Guichet<br>") && document.contains("loket@brussel.example"))
        #expect(!document.contains("Desk") && !document.contains("02 555"))
        #expect(view.document(card, subject: nil, in: .nl).contains("Loket<br>"))
    }

    @Test func `without a phone, an address or a known subject it leaves them out`() {
        let view = StartCardView(
            contact: ContactDetails(name: "Desk", email: "", phone: nil), sender: SenderDetails(name: "N", address: "n@example.be"),
            publicURL: "https://a.example")
        let municipality = Municipality(nis: "62063", name: "Liège", names: [.nl: "Luik"], languages: [.fr], agreements: [])
        let card = StartCard(
            language: .en, bindingLanguage: .nl, municipality: municipality, reference: "K7Q", maskedAddress: "j•••@example.be",
            visited: Instant(seconds: 0), expires: Instant(seconds: 60))
        let document = view.document(card, subject: nil, in: .en)
        // English calls it what the binding part does.
        #expect(document.contains("<p class=\"municipality\">Luik</p>"))
        #expect(!document.contains("<dt>Subject</dt>") && !document.contains("Phone") && !document.contains("E-mail: "))
        #expect(view.document(card, subject: "S", in: .fr).contains("<p class=\"municipality\">Liège</p>"))
    }

    @Test(arguments: [
        ("?language=es", ["language"]), ("?language=", ["language"]), ("?language=NL", ["language"]), ("?lang=nl", ["lang"]),
        ("?language=nl&language=fr", ["language"]),
    ])
    func `a language that there is not is a fault of the field`(query: String, fields: [String]) async throws {
        let service = try await Service()
        let id = try await service.issued().id
        let answer = try await service.ask(.get, Self.path(id, query))
        #expect(answer.status == 422)
        #expect(try answer.faultyFields() == fields)
    }

    @Test func `only what is pending has one, and the refusal says why`() async throws {
        let service = try await Service()
        func refusal(_ id: String) async throws -> String {
            let answer = try await service.ask(.get, Self.path(id))
            #expect(answer.status == 409)
            #expect(try answer.problem() == "conflict")
            return try answer.string("detail")
        }
        let (redeemed, code, token) = try await service.issued()
        _ = try await service.ask(.post, "/v1/activations/redeem", body: #"{"token":"\#(token)","code":"\#(code)"}"#)
        #expect(try await refusal(redeemed).contains("redeemed"))
        let revoked = try await service.issued("nl", email: "mia@example.be").id
        _ = try await service.ask(.post, "/v1/activations/\(revoked)/revoke")
        #expect(try await refusal(revoked).contains("revoked"))
        let locked = try await service.issued("fr", email: "lou@example.be")
        for _ in 0..<TryLimits.perCode {
            _ = try await service.ask(.post, "/v1/activations/redeem", body: #"{"token":"\#(locked.token)","code":"00000-00000"}"#)
        }
        #expect(try await refusal(locked.id).contains("Too many wrong codes"))
        let expired = try await service.issued("fr", email: "els@example.be").id
        service.clock.advance(by: .seconds(15 * 86_400))
        #expect(try await refusal(expired).contains("code on paper has ended"))
    }

    @Test func `it tells of the newest link`() async throws {
        let service = try await Service()
        let id = try await service.issued().id
        let before = try await service.ask(.get, Self.path(id)).text
        service.clock.advance(by: .seconds(61))
        let reference = try await service.ask(.post, "/v1/activations/\(id)/resend").string("reference")
        let card = try await service.ask(.get, Self.path(id)).text
        #expect(card != before && card.contains("<dd>\(reference)</dd>"))
    }

    @Test func `who may not see the activation gets no card`() async throws {
        let service = try await Service()
        let id = try await service.issued().id
        let other = try await service.keys.create(
            name: "other", scopes: [.activationsRead], municipality: "11002", by: .localOperator
        ).1.revealText()
        #expect(try await service.ask(.get, Self.path(id), key: other).status == 404)
        #expect(try await service.ask(.get, Self.path(id), key: .some(nil)).status == 401)
        let head = try await service.ask(.head, Self.path(id))
        #expect(head.status == 200 && head.bytes.isEmpty)
    }
}
