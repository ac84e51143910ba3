import API
import Foundation
import HTTPTypes
import Issuance
import Mail
import StoreSQLite
import TestKit
import Testing

@Suite(.timeLimit(.minutes(5))) struct CitizenPageTests {
    @Test(arguments: [
        ("nl", "Uw digitale sleutel activeren", "Uw digitale sleutel is geactiveerd"),
        ("fr", "Activer votre clé numérique", "Votre clé numérique est activée"),
        ("en", "Activate your digital key", "Your digital key is activated"),
        ("de", "Ihren digitalen Schlüssel aktivieren", "Ihr digitaler Schlüssel ist aktiviert"),
    ])
    func `the page speaks the citizen's language to the end`(language: String, title: String, done: String) async throws {
        let service = try await Service()
        let (id, code, token) = try await service.issued(language)
        let reference = try await service.ask(.get, "/v1/activations/\(id)").string("reference")
        // Whatever the browser asks for.
        let page = try await service.ask(.get, "/a/\(token)", key: .some(nil), headers: [.acceptLanguage: "es,nl;q=0.1"])
        #expect(page.status == 200)
        #expect(page.text.contains("<html lang=\"\(language)\">") && page.text.contains("<h1>\(title)</h1>"))
        #expect(!page.text.contains(token))
        let wrong = try await service.send("code=00000-00000", to: "/a/\(token)")
        #expect(wrong.status == 403)
        #expect(wrong.text.contains("<html lang=\"\(language)\">") && wrong.text.contains("role=\"alert\"") && wrong.text.contains("<form"))
        let right = try await service.send("code=\(code.lowercased().replacing("-", with: "+"))", to: "/a/\(token)")
        #expect(right.status == 303, "\(right.text)")
        #expect(right.headers[.location] == "../activated/\(language)?reference=\(reference)")
        let end = try await service.ask(.get, "/activated/\(language)?reference=\(reference)", key: .some(nil))
        #expect(end.text.contains("<strong>\(reference)</strong>"))
        #expect(end.status == 200 && end.bytes == right.bytes)
        #expect(end.text.contains("<h1>\(done)</h1>") && !end.text.contains("<form"))
        #expect(try await service.ask(.get, "/v1/activations/\(id)").string("state") == "redeemed")
    }

    @Test func `opening the link changes nothing, however often and by whatever method`() async throws {
        let service = try await Service()
        let (id, code, token) = try await service.issued()
        let before = try await service.ask(.get, "/v1/activations/\(id)").text
        let queue = try await service.ask(.get, "/v1/queue").text
        for _ in 0..<20 {
            for method in [HTTPRequest.Method.get, .head, .options, .put, .delete, .patch] {
                _ = try await service.ask(method, "/a/\(token)", key: .some(nil))
                _ = try await service.ask(method, "/a/\(token)?code=\(code)", key: .some(nil))
            }
        }
        #expect(try await service.ask(.get, "/v1/activations/\(id)").text == before)
        #expect(try await service.ask(.get, "/v1/queue").text == queue)
        let stored = try await service.stored(id)
        #expect(stored.tries == 0 && stored.triesTotal == 0)
        #expect(try await service.send("code=\(code)", to: "/a/\(token)").status == 303)
    }

    @Test func `HEAD answers like GET without the body`() async throws {
        let service = try await Service()
        let (_, _, token) = try await service.issued()
        let get = try await service.ask(.get, "/a/\(token)", key: .some(nil))
        let head = try await service.ask(.head, "/a/\(token)", key: .some(nil))
        #expect(head.status == 200 && head.bytes.isEmpty)
        #expect(head.headers[.contentLength] == String(get.bytes.count))
        #expect(head.headers[.contentSecurityPolicy] == get.headers[.contentSecurityPolicy])
    }

    @Test func `links that nobody has show one page in all languages`() async throws {
        let service = try await Service()
        let unknown = try await service.ask(.get, "/a/AAAAAAAAAAAAAAAAAAAAAA", key: .some(nil))
        let malformed = try await service.ask(.get, "/a/x%3Cscript%3E", key: .some(nil))
        #expect(unknown.status == 200)
        #expect(unknown.bytes == malformed.bytes)
        for language in Language.allCases { #expect(unknown.text.contains("<section lang=\"\(language.rawValue)\"")) }
        let failed = try await service.send("code=00000-00000", to: "/a/AAAAAAAAAAAAAAAAAAAAAA")
        #expect(failed.status == 403)
    }

    @Test func `a municipality's own contact stands on its pages, to the end`() async throws {
        let service = try await Service()
        let contact = MunicipalityBranding.Contact(
            name: NameByLanguage("Guichet <1>", names: [.nl: "Loket"]), email: "guichet@liege.example", phone: "04 221 80 00")
        service.brands["62063"] = MunicipalityBranding(contact: contact)
        let (_, code, token) = try await service.issued()
        for page in [
            try await service.ask(.get, "/a/\(token)", key: .some(nil)), try await service.send("code=00000-00000", to: "/a/\(token)"),
        ] {
            #expect(
                page.text.contains("Guichet &lt;1&gt;") && page.text.contains("tel:042218000") && !page.text.contains("help@example.be"))
        }
        let right = try await service.send("code=\(code)", to: "/a/\(token)")
        let location = try #require(right.headers[.location])
        #expect(location.hasPrefix("../activated/fr?municipality=62063&reference=") && right.text.contains("guichet@liege.example"))
        let end = try await service.ask(.get, String(location.dropFirst(2)), key: .some(nil))
        #expect(end.status == 200 && end.bytes == right.bytes)
        // Also of a link that is used: who asks again is told the same for every link of the municipality.
        let asked = try await service.send("again=1", to: "/a/\(token)")
        #expect(asked.headers[.location] == "../asked/fr?municipality=62063" && asked.text.contains("guichet@liege.example"))
        #expect(try await service.ask(.get, "/asked/fr?municipality=62063", key: .some(nil)).bytes == asked.bytes)
        #expect(try await service.ask(.get, "/activated/nl?municipality=62063", key: .some(nil)).text.contains("Loket"))
        // Whoever has none, and whoever is none, has the operator's.
        for path in ["/activated/fr?municipality=11002", "/activated/fr?municipality=x", "/activated/fr", "/a/AAAAAAAAAAAAAAAAAAAAAA"] {
            let page = try await service.ask(.get, path, key: .some(nil))
            #expect(page.text.contains("help@example.be") && !page.text.contains("Guichet"), "\(path)")
        }
    }

    /// Its mail names that of the language that binds: Dutch here, which is not the one without a language.
    @Test func `under English the desk is that of the language that binds, to the end`() async throws {
        let service = try await Service()
        let agreement = Agreement(signedOn: service.clock.now, signatory: "A", function: "burgemeester", validFrom: service.clock.now)
        try await service.store.register(Municipality(nis: "21004", name: "Brussel", languages: [.nl, .fr], agreement: agreement))
        service.brands["21004"] = MunicipalityBranding(
            contact: MunicipalityBranding.Contact(
                name: NameByLanguage("Guichet", names: [.nl: "Loket"]), email: "desk@brussel.example", phone: "02 111 11 11"))
        let answer = try await service.ask(.post, "/v1/activations", body: Bodies.activation(language: "en", municipality: "21004"))
        let (token, code) = (try await service.newestToken(), try answer.string("activation_code"))
        let page = try await service.ask(.get, "/a/\(token)", key: .some(nil))
        #expect(page.text.contains("<html lang=\"en\">") && page.text.contains("Loket") && !page.text.contains("Guichet"), "\(page.text)")
        let right = try await service.send("code=\(code)", to: "/a/\(token)")
        #expect(right.status == 303 && right.text.contains("Loket"))
        let place = try #require(right.headers[.location])
        let end = try await service.ask(.get, String(place.dropFirst(2)), key: .some(nil))
        #expect(end.status == 200 && end.bytes == right.bytes, "\(place)")
        for odd in ["en", "xx", ""] {
            let page = try await service.ask(.get, "/activated/en?municipality=21004&binding=\(odd)", key: .some(nil))
            #expect(page.status == 200 && page.text.contains("Guichet"))
        }
    }

    @Test func `a name of the sender alone leaves the contact and the end as they are`() async throws {
        let service = try await Service()
        service.brands["62063"] = MunicipalityBranding(senderName: NameByLanguage("Ville de Liège"))
        let (_, code, token) = try await service.issued()
        #expect(try await service.ask(.get, "/a/\(token)", key: .some(nil)).text.contains("help@example.be"))
        let end = try await service.send("code=\(code)", to: "/a/\(token)")
        #expect(end.headers[.location]?.hasPrefix("../activated/fr?reference=") == true && end.text.contains("help@example.be"))
    }

    /// The browser follows the 303: what it loads again is a page that knows nothing, not the form.
    @Test func `loading the end again is no failure`() async throws {
        let service = try await Service()
        for _ in 0..<2 {
            let end = try await service.ask(.get, "/activated/fr", key: .some(nil))
            #expect(end.status == 200 && !end.text.contains("role=\"alert\""))
            #expect(end.headers[.contentLanguage] == "fr" && end.headers[.cacheControl] == "no-store")
        }
        for path in ["/activated/es", "/activated/", "/activated"] {
            #expect(try await service.ask(.get, path, key: .some(nil)).status == 404)
        }
    }

    @Test func `the page shows the reference of its mail, for links that are known alone`() async throws {
        let service = try await Service()
        let (id, _, token) = try await service.issued()
        let reference = try await service.ask(.get, "/v1/activations/\(id)").string("reference")
        #expect(try await service.ask(.get, "/a/\(token)", key: .some(nil)).text.contains("<strong>\(reference)</strong>"))
        #expect(try await service.send("code=00000-00000", to: "/a/\(token)").text.contains("<strong>\(reference)</strong>"))
        service.clock.advance(by: .seconds(61))
        let resent = try await service.ask(.post, "/v1/activations/\(id)/resend").string("reference")
        let page = try await service.ask(.get, "/a/\(try await service.newestToken())", key: .some(nil))
        #expect(page.text.contains("<strong>\(resent)</strong>") && resent != reference)
        // A former link is known by its own mail's.
        let former = try await service.ask(.get, "/a/\(token)", key: .some(nil))
        #expect(former.text.contains("<strong>\(reference)</strong>") && !former.text.contains(resent))
        let nobodys = try await service.ask(.get, "/a/AAAAAAAAAAAAAAAAAAAAAA", key: .some(nil))
        #expect(!nobodys.text.contains("<strong>"))
    }

    @Test func `a page has one h1, in one language or in all`() async throws {
        let service = try await Service()
        let (_, _, token) = try await service.issued()
        for answer in [
            try await service.ask(.get, "/a/\(token)", key: .some(nil)), try await service.ask(.get, "/a/x", key: .some(nil)),
            try await service.send("code=x", to: "/a/x"), try await service.ask(.get, "/activated/nl", key: .some(nil)),
        ] {
            #expect(answer.text.split(separator: "<h1>").count == 2, "\(answer.text)")
        }
        let all = try await service.ask(.get, "/a/x", key: .some(nil)).text
        for language in Language.allCases.map(\.rawValue) { #expect(all.contains("<span lang=\"\(language)\">")) }
    }

    @Test func `a used link looks like a fresh one until a code is given`() async throws {
        let service = try await Service()
        let (_, code, token) = try await service.issued()
        let fresh = try await service.ask(.get, "/a/\(token)", key: .some(nil))
        let wrong = try await service.send("code=00000-00000", to: "/a/\(token)")
        #expect(try await service.send("code=\(code)", to: "/a/\(token)").status == 303)
        #expect(try await service.ask(.get, "/a/\(token)", key: .some(nil)).bytes == fresh.bytes)
        #expect(try await service.send("code=\(code)", to: "/a/\(token)").bytes == wrong.bytes)
        // What time alone changes, it changes for all: an unused one of the same day looks the same but for its reference.
        let other = try await service.issued(email: "other@example.be")
        service.clock.advance(by: .seconds(40 * 86_400))
        let late = try await service.ask(.get, "/a/\(token)", key: .some(nil))
        let unused = try await service.ask(.get, "/a/\(other.token)", key: .some(nil))
        #expect(late.text.contains("<h1>Ce lien a expiré</h1>"))
        #expect(Self.withoutReference(late.text) == Self.withoutReference(unused.text))
        #expect(try await service.send("code=\(code)", to: "/a/\(token)").status == 403)
    }

    private static func withoutReference(_ text: String) -> String {
        text.replacing(#/<strong>[0-9A-Z]{3}-[0-9A-Z]{3}<\/strong>/#, with: "")
    }

    @Test(
        arguments: [
            ("cross-site", nil), ("same-site", nil), (nil, "https://evil.example"), (nil, "http://sleutels.example.be"),
            (nil, "https://sleutels.example.be:8443"), (nil, "https://sleutels.example.be.evil.example"),
            (nil, "https://sleutels.example.be/"),
            (nil, "https://sleutels.example.be, https://evil.example"), (nil, ""),
        ] as [(String?, String?)])
    func `another site's form spends no try`(site: String?, origin: String?) async throws {
        let service = try await Service()
        let (id, code, token) = try await service.issued()
        var headers: HTTPFields = [:]
        headers[.fetchSite] = site
        headers[.origin] = origin
        #expect(try await service.send("code=\(code)", to: "/a/\(token)", headers: headers).status == 403)
        let stored = try await service.stored(id)
        #expect(stored.state == .pending && stored.triesTotal == 0)
    }

    /// Under `Referrer-Policy: no-referrer` browsers send `Origin: null` with the page's own form.
    @Test(
        arguments: [
            ("same-origin", "null"), (nil, "null"), (nil, Service.publicURL), ("same-origin", Service.publicURL),
            (nil, "https://sleutels.example.be:443"), (nil, "HTTPS://Sleutels.Example.be"),
        ] as [(String?, String?)])
    func `the page's own form passes`(site: String?, origin: String?) async throws {
        let service = try await Service()
        let (_, code, token) = try await service.issued()
        var headers: HTTPFields = [:]
        headers[.fetchSite] = site
        headers[.origin] = origin
        #expect(try await service.send("code=\(code)", to: "/a/\(token)", headers: headers).status == 303)
    }

    @Test(arguments: ["", "code", "code=", "kode=x", "code=a&code=b", "code=%FF%FE", "code=" + String(repeating: "A", count: 65)])
    func `a form without one usable code spends no try`(form: String) async throws {
        let service = try await Service()
        let (id, _, token) = try await service.issued()
        #expect(try await service.send(form, to: "/a/\(token)").status == 403)
        let stored = try await service.stored(id)
        #expect(stored.triesTotal == 0)
    }

    @Test func `a form that is too large or of another type gets a page too`() async throws {
        let service = try await Service()
        let (_, _, token) = try await service.issued()
        let large = try await service.send("code=" + String(repeating: "A", count: 5_000), to: "/a/\(token)")
        #expect(large.status == 413)
        let json = try await service.send("{}", to: "/a/\(token)", headers: [.contentType: "application/json"])
        #expect(json.status == 415)
        for answer in [large, json] { #expect(answer.headers[.contentType] == "text/html; charset=utf-8") }
    }

    @Test func `a service that cannot take it says so and keeps the code`() async throws {
        let directory = FileManager.default.temporaryDirectory.appending(path: "postduif-api-\(UUID().uuidString)").path()
        defer { try? FileManager.default.removeItem(atPath: directory) }
        let service = try await Service(location: .directory(directory))
        let (_, code, token) = try await service.issued()
        service.store.close()
        let answer = try await service.send("code=\(code)", to: "/a/\(token)")
        #expect(answer.status == 503)
        #expect(answer.headers[.retryAfter] == "60")
        #expect(answer.text.contains("<form"))
    }

    @Test func `pages carry their protection and load nothing from elsewhere`() async throws {
        let service = try await Service()
        let (_, code, token) = try await service.issued()
        let pages = [
            try await service.ask(.get, "/a/\(token)", key: .some(nil)), try await service.send("code=x", to: "/a/\(token)"),
            try await service.send("code=\(code)", to: "/a/\(token)"), try await service.ask(.get, "/a/x", key: .some(nil)),
        ]
        for page in pages {
            #expect(
                page.headers[.contentSecurityPolicy]
                    == "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'")
            #expect(page.headers[.referrerPolicy] == "no-referrer")
            #expect(page.headers[.cacheControl] == "no-store")
            #expect(page.headers[.robotsTag]?.contains("noindex") == true)
            #expect(page.headers[.setCookie] == nil)
            for word in ["<script", "style=", "http://", "https://", "<img", "onclick"] { #expect(!page.text.contains(word), "\(word)") }
            #expect(page.text.contains("mailto:help@example.be") && page.text.contains("tel:+3241234567"))
        }
        let style = try await service.ask(.get, "/assets/postduif.css", key: .some(nil))
        #expect(style.headers[.contentType] == "text/css; charset=utf-8")
        for word in ["@import", "url("] { #expect(!style.text.contains(word)) }
    }

    @Test func `the page claims no visit, and keeps French marks with their words`() async throws {
        let page = try await Service().ask(.get, "/a/x", key: .some(nil)).text
        for word in ["aan het loket", "au guichet", "at the counter", "am Schalter", "angefragt", "Vul ze", "« ", " »"] {
            #expect(!page.contains(word), "\(word)")
        }
    }

    @Test func `every field has its label and what describes it`() async throws {
        let page = try await Service().ask(.get, "/a/x", key: .some(nil)).text
        for language in Language.allCases.map(\.rawValue) {
            for part in [
                "<label for=\"code-\(language)\">", "id=\"code-\(language)\"", "id=\"hint-\(language)\"",
                "aria-describedby=\"hint-\(language)\"",
            ] { #expect(page.contains(part), "\(part)") }
        }
    }

    /// What the mail says stands on the page too, whatever became of the activation.
    @Test func `the page says for which municipality and until when`() async throws {
        let service = try await Service()
        let (_, _, token) = try await service.issued("nl")
        let page = try await service.ask(.get, "/a/\(token)", key: .some(nil)).text
        #expect(page.contains("<dt>Uw gemeente:</dt> <dd>Antwerpen</dd>"))
        #expect(page.contains("De link vervalt maandag 7 december 2026 om 13.00 uur (Belgische tijd)."))
    }

    @Test func `what was typed and cannot be a code is told so, and spends no try`() async throws {
        let service = try await Service()
        let (id, code, token) = try await service.issued("nl")
        for (typed, words) in [
            ("", "Vul uw activatiecode in."), ("+-+", "Vul uw activatiecode in."), ("ABCDE-FGH", "U vulde er 8 in."),
            ("ABCDE-FGHJKM", "U vulde er 11 in."), ("ABCDE-FGHJU", "zonder de letter U"), ("ABCDE-FGHJ%C3%A9", "zonder de letter U"),
            (String(repeating: "A", count: 80), "U vulde er 80 in."),
        ] {
            let answer = try await service.send("code=\(typed)", to: "/a/\(token)")
            #expect(answer.status == 403 && answer.text.contains(words), "\(typed)")
            #expect(answer.text.contains("<title>Fout: Kijk uw code na</title>") && answer.text.contains("aria-invalid=\"true\""))
            #expect(answer.text.contains("aria-describedby=\"error-nl hint-nl\"") && answer.text.contains("id=\"error-nl\""))
        }
        let stored = try await service.stored(id)
        #expect(stored.tries == 0 && stored.triesTotal == 0)
        // As forgiving as before: case, separators, O for 0, I and L for 1.
        let typed = code.lowercased().replacing("0", with: "o").replacing("1", with: "l").map { "\($0)%20" }.joined()
        #expect(try await service.send("code=\(typed)", to: "/a/\(token)").status == 303)
    }

    @Test func `a refusal begins its title with the word for it, and has the focus`() async throws {
        let service = try await Service()
        for (language, word) in [("nl", "Fout:"), ("fr", "Erreur\u{202F}:"), ("en", "Error:"), ("de", "Fehler:")] {
            let (_, _, token) = try await service.issued(language, email: "\(language)@example.be")
            let page = try await service.ask(.get, "/a/\(token)", key: .some(nil)).text
            let refused = try await service.send("code=00000-00000", to: "/a/\(token)").text
            #expect(refused.contains("<title>\(word) ") && !page.contains("<title>\(word)"))
            #expect(refused.contains("role=\"alert\" tabindex=\"-1\" autofocus>") && !page.contains("autofocus"))
            #expect(refused.contains("<a href=\"#code-\(language)\">"))
        }
        let all = try await service.send("code=00000-00000", to: "/a/x").text
        #expect(all.split(separator: " autofocus").count == 2)
    }

    /// A browser's code of a message is another service's, and counts as a wrong try here.
    @Test func `the field takes no completion and no correction`() async throws {
        let page = try await Service().ask(.get, "/a/x", key: .some(nil)).text
        for part in ["inputmode=\"text\"", "autocomplete=\"off\"", "autocapitalize=\"characters\"", "spellcheck=\"false\"", "novalidate"] {
            #expect(page.split(separator: part).count == Language.allCases.count + 1, "\(part)")
        }
    }

    @Test(arguments: ["", "?reference=", "?reference=K7M-2QU", "?reference=k7m-2qx", "?reference=K7M2QX1", "?reference=%3Cb%3E-2QX"])
    func `the end shows no reference that cannot be one`(query: String) async throws {
        let service = try await Service()
        let plain = try await service.ask(.get, "/activated/fr", key: .some(nil))
        #expect(try await service.ask(.get, "/activated/fr\(query)", key: .some(nil)).bytes == plain.bytes)
        #expect(try await service.ask(.get, "/activated/fr?reference=K7M-2QX", key: .some(nil)).text.contains("<strong>K7M-2QX</strong>"))
    }

    /// The browser says in which order, and nothing else: a case's language stays what it is.
    @Test func `a page of no case begins with what the browser asks for`() async throws {
        let service = try await Service()
        func order(_ field: String) async throws -> [String] {
            let page = try await service.ask(.get, "/a/x", key: .some(nil), headers: [.acceptLanguage: field])
            #expect(page.headers[.vary] == "Accept-Language")
            return page.text.ranges(of: "<section lang=\"").map { String(page.text[$0.upperBound...].prefix(2)) }
        }
        #expect(try await order("de-BE, fr;q=0.8, *;q=0.1") == ["de", "fr", "nl", "en"])
        #expect(try await order("es, en;q=0.5, fr;q=0.55") == ["fr", "en", "nl", "de"])
        #expect(try await order("") == ["nl", "fr", "en", "de"])
        #expect(try await order(String(repeating: "de;q=9,", count: 40) + "fr") == ["nl", "fr", "en", "de"])
    }
}
