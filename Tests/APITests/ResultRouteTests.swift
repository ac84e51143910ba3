import API
import HTTPTypes
import Issuance
import Mail
import StoreSQLite
import TestKit
import Testing

@Suite(.timeLimit(.minutes(5))) struct ResultRouteTests {
    @Test func `the page leads back to the front, which learns what was activated, once`() async throws {
        let service = try await Service.withFront()
        let page = try await service.redeemedOnPage()
        #expect(page.status == 200 && page.headers[.location] == nil)
        #expect(page.headers[.referrerPolicy] == "no-referrer" && page.headers[.cacheControl] == "no-store")
        #expect(page.text.contains("Continuer vers My &lt;Front&gt;") && page.text.contains("front.example.be. Ce lien"))
        let result = try Service.result(on: page)
        let href = #"href="https://front.example.be/back?state=a&amp;x=&#39;1&#39;&amp;result=\#(result)""#
        #expect(page.text.contains(href), "\(page.text)")
        #expect(!page.text.contains("<form") && page.text.contains("<h1>Votre clé numérique est activée</h1>"))
        let redeemed = try await service.redeem(result: result)
        #expect(redeemed.status == 200)
        #expect(try redeemed.json()["languages"] == .array([.string("fr")]))
        #expect(try redeemed.names() == ["activation_id", "key_id", "assurance", "citizen_language", "languages"])
        let shown = try await service.ask(.get, "/v1/activations/\(try redeemed.string("activation_id"))")
        #expect(try shown.string("state") == "redeemed" && shown.string("key_id") == redeemed.string("key_id"))
        let again = try await service.redeem(result: result)
        #expect(try again.status == 403 && again.problem() == "result-invalid")
        #expect(!service.lines.all.contains { $0.contains(result) })
        #expect(service.lines.all.contains { $0.contains("/v1/activations/redeem-result") })
    }

    @Test(arguments: [("nl", "Ga verder naar"), ("fr", "Continuer vers"), ("en", "Continue to"), ("de", "Weiter zu")])
    func `the link speaks the citizen's language`(language: String, words: String) async throws {
        let service = try await Service.withFront()
        if language == "de" {
            let agreement = Agreement(
                signedOn: service.clock.now, signatory: "B", function: "Bürgermeister", validFrom: service.clock.now)
            try await service.store.register(Municipality(nis: "62063", name: "Eupen", languages: [.de], agreement: agreement))
        }
        let page = try await service.redeemedOnPage(language: language)
        #expect(page.text.contains("\(words) My &lt;Front&gt;"))
    }

    @Test func `all that is not right is answered alike`() async throws {
        let service = try await Service.withFront(
            limits: IssuanceLimits(perRecipientPerMinute: 0, perRecipientPerHour: 0, perRecipientPerDay: 0))
        let (_, other) = try await service.keys.create(name: "town", scopes: [.codesWrite], municipality: "11002")
        let taken = try Service.result(on: try await service.redeemedOnPage())
        #expect(try await service.redeem(result: taken).status == 200)
        let revoked = try Service.result(on: try await service.redeemedOnPage())
        let page = try await service.ask(.get, "/v1/activations?state=redeemed&limit=1")
        guard case .array(let items)? = try page.json()["activations"], case .string(let id)? = items.first?["id"] else {
            Issue.record("\(page.text)")
            return
        }
        #expect(try await service.ask(.post, "/v1/activations/\(id)/revoke").status == 200)
        let kept = try Service.result(on: try await service.redeemedOnPage())
        let strange = try await service.redeem(result: kept, key: other.revealText())
        #expect(try await service.redeem(result: kept).status == 200)
        let expired = try Service.result(on: try await service.redeemedOnPage())
        service.clock.advance(by: .seconds(600))
        var answers = [strange]
        for result in [taken, revoked, expired, "", "x", String(repeating: "A", count: 43)] {
            answers.append(try await service.redeem(result: result))
        }
        for answer in answers {
            #expect(try answer.status == 403 && answer.problem() == "result-invalid")
            #expect(answer.bytes == strange.bytes)
            #expect(answer.headers.map(\.name.canonicalName).sorted() == strange.headers.map(\.name.canonicalName).sorted())
        }
    }

    @Test(arguments: [
        "https://front.example.be/backdoor", "https://front.example.be.evil.example/back", "http://front.example.be/back",
        "https://evil.example/https://front.example.be/back", "https://x@front.example.be/back", "https://front.example.be/back/%2e%2e/x",
        "https://front.example.be/back?result=1", "javascript:alert(1)", "//front.example.be/back", "",
    ])
    func `nobody is led elsewhere`(returnTo: String) async throws {
        let service = try await Service.withFront()
        let answer = try await service.ask(.post, "/v1/activations", body: Service.body(returnTo: returnTo))
        #expect(try answer.status == 422 && answer.faultyFields() == ["return_to"], "\(answer.text)")
        let batch = #"{"items":[\#(Service.body(returnTo: returnTo)),\#(Service.body(returnTo: Service.returnTo))]}"#
        let results = try await service.ask(.post, "/v1/activations:batch", body: batch)
        #expect(try results.json()["issued"] == .integer(1) && results.json()["refused"] == .integer(1), "\(results.text)")
        #expect(results.text.contains(#""field":"return_to""#))
    }

    @Test func `without a front there is no way back, and the end is the common page`() async throws {
        let service = try await Service()
        let refused = try await service.ask(.post, "/v1/activations", body: Service.body(returnTo: Service.returnTo))
        #expect(try refused.faultyFields() == ["return_to"])
        let (_, code, token) = try await service.issued()
        let page = try await service.send("code=\(code)", to: "/a/\(token)")
        #expect(page.status == 303 && !page.text.contains("result="))
    }

    @Test func `a front that is taken from the configuration gets nobody back`() async throws {
        let service = try await Service.withFront()
        let issued = try await service.ask(.post, "/v1/activations", body: Service.body(returnTo: Service.returnTo))
        let later = Issuer(
            store: service.store, seal: service.seal, keyring: service.keyring, kinds: service.services.kinds,
            policy: IssuancePolicy(publicURL: Service.publicURL), clock: service.clock, random: SeededRandom(seed: 8),
            templateVersion: { kind, _ in kind }, onLimited: { _ in })
        let redeemed = try await later.redeemOnPage(
            token: Secret(try await service.newestToken()), code: Secret(try issued.string("activation_code")))
        #expect(redeemed.returnLink == nil)
    }

    @Test(arguments: ["resend", "reissue"])
    func `a new link leads back as the first did`(call: String) async throws {
        let service = try await Service.withFront()
        let issued = try await service.ask(.post, "/v1/activations", body: Service.body(returnTo: Service.returnTo))
        let id = try issued.string("id")
        #expect(try await service.stored(id).returnTo == Service.returnTo)
        service.clock.advance(by: .seconds(61))
        let changed = try await service.ask(.post, "/v1/activations/\(id)/\(call)")
        #expect(changed.status == 202)
        let code = call == "resend" ? try issued.string("activation_code") : try changed.string("activation_code")
        let page = try await service.send("code=\(code)", to: "/a/\(try await service.newestToken())")
        #expect(try !Service.result(on: page).isEmpty)
        #expect(try await service.stored(id).returnTo == nil)
    }

    @Test func `a key without its scope gets no result, and fields are read strictly`() async throws {
        let service = try await Service.withFront()
        let (_, reader) = try await service.keys.create(name: "reader", scopes: [.activationsRead], municipality: nil)
        #expect(try await service.redeem(result: "x", key: reader.revealText()).problem() == "forbidden")
        for (body, field) in [("{}", "result"), (#"{"result":1}"#, "result"), (#"{"result":"x","token":"y"}"#, "token")] {
            let answer = try await service.ask(.post, "/v1/activations/redeem-result", body: body)
            #expect(try answer.status == 422 && answer.faultyFields() == [field])
        }
    }
}
