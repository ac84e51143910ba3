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
        #expect(right.headers[.location] == "../activated/\(language)")
        let end = try await service.ask(.get, "/activated/\(language)", key: .some(nil))
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
        #expect(right.headers[.location] == "../activated/fr?municipality=62063" && right.text.contains("guichet@liege.example"))
        let end = try await service.ask(.get, "/activated/fr?municipality=62063", key: .some(nil))
        #expect(end.status == 200 && end.bytes == right.bytes)
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
        #expect(try await service.send("code=\(code)", to: "/a/\(token)").headers[.location] == "../activated/fr")
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
        let former = try await service.ask(.get, "/a/\(token)", key: .some(nil))
        #expect(try await former.bytes == service.ask(.get, "/a/AAAAAAAAAAAAAAAAAAAAAA", key: .some(nil)).bytes)
        #expect(!former.text.contains("<strong>"))
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
        service.clock.advance(by: .seconds(40 * 86_400))
        #expect(try await service.ask(.get, "/a/\(token)", key: .some(nil)).bytes == fresh.bytes)
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
}
