import API
import HTTPTypes
import Issuance
import Mail
import TestKit
import Testing

/// A citizen whose language nobody told, from the request to the end of the page.
@Suite(.timeLimit(.minutes(5))) struct UntoldLanguageRouteTests {
    private static let body = Bodies.activation(municipality: "21004").replacing(#""language":"fr","#, with: #""language":null,"#)

    /// With Brussels, whose languages are Dutch and French.
    private func service(municipality: String? = nil) async throws -> Service {
        let service = try await Service(municipality: municipality)
        let agreement = Agreement(
            signedOn: service.clock.now, signatory: "A", function: "burgemeester", validFrom: service.clock.now)
        try await service.store.register(
            Municipality(nis: "21004", name: "Brussel", names: [.fr: "Bruxelles"], languages: [.nl, .fr], agreements: [agreement]))
        return service
    }

    private func issued(_ service: Service) async throws -> (answer: Reading, token: String) {
        let answer = try await service.ask(.post, "/v1/activations", body: Self.body)
        #expect(answer.status == 201, "\(answer.text)")
        return (answer, try await service.newestToken())
    }

    @Test func `the answer and the activation say what was chosen`() async throws {
        let service = try await service()
        let (answer, _) = try await issued(service)
        #expect(answer.text.contains(#""language":"nl","languages":["nl","fr"]"#), "\(answer.text)")
        let shown = try await service.ask(.get, "/v1/activations/\(try answer.string("id"))").text
        #expect(shown.contains(#""language":"nl","languages":["nl","fr"],"binding_language":null"#), "\(shown)")
        let told = try await service.ask(
            .post, "/v1/activations", body: Bodies.activation(language: "en", municipality: "21004", email: "a@example.be"))
        #expect(told.text.contains(#""language":"en","languages":["nl","en"]"#), "\(told.text)")
    }

    @Test func `a batch may say null as well`() async throws {
        let service = try await service()
        let answer = try await service.ask(.post, "/v1/activations:batch", body: #"{"items":[\#(Self.body)]}"#)
        #expect(answer.text.contains(#""languages":["nl","fr"]"#), "\(answer.text)")
    }

    /// Two languages are for whom nobody asked, and not for whoever forgets the field.
    @Test func `a language that is forgotten is refused, alone and in a batch`() async throws {
        let service = try await service(municipality: "21004")
        let body = Self.body.replacing(#""language":null,"#, with: "")
        let alone = try await service.ask(.post, "/v1/activations", body: body)
        #expect(try alone.status == 422 && alone.faultyFields() == ["language"], "\(alone.text)")
        #expect(alone.text.contains("or null"), "\(alone.text)")
        let batch = try await service.ask(.post, "/v1/activations:batch", body: #"{"items":[\#(body)]}"#)
        #expect(batch.text.contains(#""issued":0,"refused":1"#) && batch.text.contains(#""field":"language""#), "\(batch.text)")
        let code = try await service.ask(
            .post, "/v1/codes", body: #"{"recipient":{"email":"jan@example.be"},"purpose":"sign-in","binding":"session-1"}"#)
        #expect(try code.status == 422 && code.faultyFields() == ["recipient.language"], "\(code.text)")
        #expect(code.text.contains("or null"), "\(code.text)")
        #expect(try await service.ask(.get, "/v1/messages").text.contains(#""messages":[]"#))
    }

    @Test func `a mail is in its first language everywhere, and in both`() async throws {
        let service = try await service()
        let answer = try await issued(service).answer
        let (id, code) = (try answer.string("id"), try answer.string("activation_code"))
        let languages = #""language":"nl","languages":["nl","fr"]"#
        let message = try await service.ask(.get, "/v1/messages?kind=activation_link")
        #expect(message.text.contains(languages), "\(message.text)")
        let redeemed = try await service.ask(
            .post, "/v1/activations/redeem", body: #"{"token":"\#(try await service.newestToken())","code":"\#(code)"}"#)
        #expect(redeemed.text.contains(#""citizen_language":"nl","languages":["nl","fr"]"#), "\(redeemed.text)")
        // The link ended with its activation.
        _ = try await service.ask(.post, "/v1/activations/\(id)/revoke", body: "{}")
        let ended = try await service.ask(.get, "/v1/messages?kind=activation_link&state=cancelled")
        #expect(ended.text.contains(languages), "\(ended.text)")
    }

    @Test func `the page offers both languages, and one alone on a link`() async throws {
        let service = try await service()
        let token = try await issued(service).token
        let both = try await service.ask(.get, "/a/\(token)", key: .some(nil))
        #expect(
            both.text.contains("<section lang=\"nl\"") && both.text.contains("<section lang=\"fr\"")
                && !both.text.contains("<section lang=\"de\""))
        #expect(both.text.contains("<a href=\"?language=fr\" lang=\"fr\" hreflang=\"fr\">Français</a>") && !both.text.contains(token))
        #expect(both.text.split(separator: "<h1>").count == 2 && both.headers[.contentLanguage] == "nl, fr")
        #expect(!both.text.contains("<script"))
        let french = try await service.ask(.get, "/a/\(token)?language=fr", key: .some(nil))
        #expect(
            french.text.contains("<html lang=\"fr\">") && !french.text.contains("<section lang=\"nl\"")
                && french.headers[.contentLanguage] == "fr")
        #expect(french.text.contains("hreflang=\"fr\" aria-current=\"true\">") && french.text.contains("<a href=\"?language=nl\""))
        for other in ["de", "en", "es", ""] {
            #expect(try await service.ask(.get, "/a/\(token)?language=\(other)", key: .some(nil)).bytes == both.bytes)
        }
    }

    /// The case says which languages there are: where it has one, no link is offered and none is taken.
    @Test func `a language that was told cannot be changed`() async throws {
        let service = try await service()
        let (_, _, token) = try await service.issued("fr")
        let page = try await service.ask(.get, "/a/\(token)", key: .some(nil))
        #expect(try await service.ask(.get, "/a/\(token)?language=nl", key: .some(nil)).bytes == page.bytes)
        #expect(!page.text.contains("<nav"))
        let nobody = try await service.ask(.get, "/a/AAAAAAAAAAAAAAAAAAAAAA", key: .some(nil))
        #expect(try await service.ask(.get, "/a/AAAAAAAAAAAAAAAAAAAAAA?language=nl", key: .some(nil)).bytes == nobody.bytes)
    }

    @Test(arguments: [("", "nl-fr"), ("?language=fr", "fr"), ("?language=de", "nl-fr")])
    func `the end is in what the reader read`(query: String, end: String) async throws {
        let service = try await service()
        let (answer, token) = try await issued(service)
        let wrong = try await service.send("code=00000-00000", to: "/a/\(token)\(query)")
        #expect(wrong.status == 403 && wrong.text.contains("<section lang=\"nl\"") == (end == "nl-fr"))
        let right = try await service.send("code=\(try answer.string("activation_code"))", to: "/a/\(token)\(query)")
        let location = try #require(right.headers[.location])
        #expect(right.status == 303 && location.hasPrefix("../activated/\(end)?reference="))
        let page = try await service.ask(.get, String(location.dropFirst(2)), key: .some(nil))
        #expect(page.status == 200 && page.bytes == right.bytes)
    }

    @Test(arguments: [
        ("nl-fr", 200), ("fr-nl", 200), ("fr-de", 404), ("de-fr", 404), ("nl-de", 404), ("nl-en", 404), ("nl-nl", 404), ("nl-", 404),
        ("nl-fr-de", 404), ("-", 404),
    ])
    func `only what a case can have has an end`(languages: String, status: Int) async throws {
        #expect(try await service().ask(.get, "/activated/\(languages)", key: .some(nil)).status == status)
    }

    @Test func `a code to an address needs a language, or a key of one municipality`() async throws {
        let body = #"{"recipient":{"email":"jan@example.be","language":null},"purpose":"sign-in","binding":"session-1"}"#
        let limited = try await service(municipality: "21004").ask(.post, "/v1/codes", body: body)
        #expect(limited.status == 202 && limited.text.contains(#""languages":["nl","fr"]"#), "\(limited.text)")
        let other = try await service().ask(.post, "/v1/codes", body: body)
        #expect(other.status == 422 && other.text.contains(#""field":"recipient.language""#), "\(other.text)")
        let told = try await service().ask(.post, "/v1/codes", body: Bodies.code)
        #expect(told.status == 202 && told.text.contains(#""languages":["nl"]"#))
    }

    @Test func `the card is in the first one unless another is asked for`() async throws {
        let service = try await service()
        let id = try await issued(service).answer.string("id")
        #expect(try await service.ask(.get, "/v1/activations/\(id)/card").text.contains("<html lang=\"nl\">"))
        #expect(try await service.ask(.get, "/v1/activations/\(id)/card?language=fr").text.contains("Bruxelles"))
    }
}
