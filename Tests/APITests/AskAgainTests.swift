import API
import Foundation
import HTTPTypes
import Issuance
import Mail
import Queue
import StoreSQLite
import TestKit
import Testing

/// Asking for a new link on the citizen's page.
@Suite(.timeLimit(.minutes(5))) struct AskAgainTests {
    /// A minute after the issuance, which counts against the recipient too.
    private func issued(_ service: Service, _ language: String = "fr") async throws -> (id: String, code: String, token: String) {
        let issued = try await service.issued(language)
        service.clock.advance(by: .seconds(61))
        return issued
    }

    private func ask(_ service: Service, _ token: String, headers: HTTPFields = [:]) async throws -> Reading {
        try await service.send("again=1", to: "/a/\(token)/again", headers: headers)
    }

    private func mails(_ service: Service) async throws -> Int { try await service.linkMails() }

    @Test(arguments: ["nl", "fr", "en", "de"])
    func `a new link goes to the address on file, and the code stays`(language: String) async throws {
        let service = try await Service()
        let (id, code, token) = try await issued(service, language)
        let first = try await service.stored(id).message
        let answer = try await ask(service, token)
        #expect(answer.status == 303 && answer.headers[.location] == "../../asked/\(language)", "\(answer.text)")
        let page = try await service.ask(.get, "/asked/\(language)", key: .some(nil))
        #expect(page.status == 200 && page.headers[.contentLanguage] == language && page.text.contains("<html lang=\"\(language)\">"))
        #expect(page.text == answer.text.replacing("../../assets", with: "../assets"))
        #expect(!page.text.contains("jan.peeters"))
        let mail = try await service.newestMail(KindTable.activationLink)
        #expect(mail.recipient.text == "jan.peeters@example.be")
        #expect(try await service.store.message(first)?.state == .cancelled)
        let newest = try await service.newestToken()
        #expect(newest != token)
        #expect(try await service.send("code=\(code)", to: "/a/\(token)").status == 403)
        #expect(try await service.send("code=\(code)", to: "/a/\(newest)").status == 303)
    }

    @Test func `the button on the page does the same without a script`() async throws {
        let service = try await Service()
        let (_, _, token) = try await issued(service)
        let page = try await service.ask(.get, "/a/\(token)", key: .some(nil))
        #expect(page.text.contains("<button type=\"submit\" name=\"again\" value=\"1\""))
        #expect(page.text.split(separator: "<form method=\"post\"").count == 3 && !page.text.contains("action="))
        let answer = try await service.send("again=1", to: "/a/\(token)")
        #expect(answer.status == 303 && answer.headers[.location] == "../asked/fr")
        #expect(try await mails(service) == 2)
    }

    @Test func `an address in the form is not looked at`() async throws {
        let service = try await Service()
        let (_, _, token) = try await issued(service)
        let form = "again=1&email=evil%40example.be&recipient=evil%40example.be"
        #expect(try await service.send(form, to: "/a/\(token)/again?email=evil@example.be").status == 303)
        #expect(try await service.newestMail(KindTable.activationLink).recipient.text == "jan.peeters@example.be")
    }

    @Test func `an older mail does as well as the newest`() async throws {
        let service = try await Service()
        let (id, code, token) = try await issued(service)
        let first = try await service.ask(.get, "/a/\(token)", key: .some(nil))
        #expect(try await service.ask(.post, "/v1/activations/\(id)/resend").status == 202)
        // It looks as it did, and its code is refused like a wrong one.
        #expect(try await service.ask(.get, "/a/\(token)", key: .some(nil)).bytes == first.bytes)
        let refused = try await service.send("code=\(code)", to: "/a/\(token)")
        #expect(refused.status == 403 && refused.text.contains("<html lang=\"fr\">"))
        service.clock.advance(by: .seconds(61))
        #expect(try await ask(service, token).status == 303)
        #expect(try await mails(service) == 3)
        #expect(try await service.send("code=\(code)", to: "/a/\(try await service.newestToken())").status == 303)
    }

    /// lra links live as long as their code; in `strict` they end before it.
    @Test func `an expired link does while the code on paper lasts, and its page says so first`() async throws {
        let service = try await Service()
        let (id, code, token) = try await issued(service)
        let expired = try await service.expireLink(of: id)
        let page = try await service.ask(.get, "/a/\(expired)", key: .some(nil))
        #expect(page.status == 200 && page.text.contains("<h1>Ce lien a expiré</h1>"))
        #expect(page.text.contains("name=\"again\"") && !page.text.contains("name=\"code\""))
        #expect(try await service.send("code=\(code)", to: "/a/\(expired)").status == 403)
        #expect(try await ask(service, expired).status == 303)
        #expect(try await service.send("code=\(code)", to: "/a/\(try await service.newestToken())").status == 303)
        #expect(token != expired)
    }

    enum Ending: CaseIterable, Sendable { case redeemed, revoked, locked, codeOver, reissued, corrected, noAgreement, limited }

    @Test(arguments: Ending.allCases)
    func `where nothing may be mailed the answer is the same, and nothing is`(ending: Ending) async throws {
        let service = try await Service()
        let (_, _, live) = try await issued(service)
        let right = try await ask(service, live)
        let ended = try await ending.token(service)
        let before = try await mails(service)
        let answer = try await ask(service, ended)
        #expect(answer.status == 303 && answer.bytes == right.bytes && answer.headers[.location] == right.headers[.location])
        for (name, value) in answer.headers.map({ ($0.name, $0.value) }) where name != .requestID && name != .date {
            #expect(right.headers[name] == value, "\(name)")
        }
        #expect(try await mails(service) == before)
    }

    @Test func `nobody's link, and what is none, get the same words in all languages`() async throws {
        let service = try await Service()
        _ = try await issued(service)
        let unknown = try await ask(service, "AAAAAAAAAAAAAAAAAAAAAA")
        let malformed = try await ask(service, "x")
        #expect(unknown.status == 303 && unknown.bytes == malformed.bytes && unknown.headers[.location] == "../../asked/nl-fr-en-de")
        for language in Language.allCases { #expect(unknown.text.contains("<section lang=\"\(language.rawValue)\"")) }
        #expect(try await service.ask(.get, "/asked/nl-fr-en-de", key: .some(nil)).status == 200)
        #expect(try await mails(service) == 1)
    }

    @Test func `one a minute, three an hour, six a day, and the officer can still send one`() async throws {
        let service = try await Service()
        let (id, _, token) = try await issued(service)
        for _ in 0..<2 { _ = try await ask(service, token) }
        #expect(try await mails(service) == 2)
        for _ in 0..<4 {
            service.clock.advance(by: .seconds(61))
            #expect(try await ask(service, token).status == 303)
        }
        #expect(try await mails(service) == 1 + AskingLimits.perHour)
        #expect(try await service.ask(.post, "/v1/activations/\(id)/resend").status == 202)
        for _ in 0..<8 {
            service.clock.advance(by: .seconds(3_601))
            _ = try await ask(service, token)
        }
        #expect(try await mails(service) == 1 + AskingLimits.perDay + 1)
        service.clock.advance(by: .seconds(86_400))
        _ = try await ask(service, token)
        #expect(try await mails(service) == 1 + AskingLimits.perDay + 2)
    }

    @Test(
        arguments: [
            ("cross-site", nil), ("same-site", nil), (nil, "https://evil.example"), (nil, "http://sleutels.example.be"),
        ] as [(String?, String?)])
    func `another site's form asks for nothing`(site: String?, origin: String?) async throws {
        let service = try await Service()
        let (_, _, token) = try await issued(service)
        var headers: HTTPFields = [:]
        headers[.fetchSite] = site
        headers[.origin] = origin
        for path in ["/a/\(token)/again", "/a/\(token)"] {
            #expect(try await service.send("again=1", to: path, headers: headers).status == 403)
        }
        #expect(try await mails(service) == 1)
    }

    @Test(arguments: ["", "again", "again=", "again=0", "again=1&again=1", "code=00000-00000", "AGAIN=1"])
    func `a form without the button asks for nothing`(form: String) async throws {
        let service = try await Service()
        let (_, _, token) = try await issued(service)
        #expect(try await service.send(form, to: "/a/\(token)/again").status == 403)
        #expect(try await mails(service) == 1)
    }

    @Test func `only a form by POST asks, and everything else gets a page`() async throws {
        let service = try await Service()
        let (_, _, token) = try await issued(service)
        for method in [HTTPRequest.Method.get, .put, .delete, .patch] {
            let answer = try await service.ask(method, "/a/\(token)/again?again=1", key: .some(nil))
            #expect(answer.status == 405 && answer.headers[.allow] == "OPTIONS, POST", "\(method)")
            #expect(answer.text.contains("<html lang=\"fr\">"))
        }
        #expect(try await service.ask(.options, "/a/\(token)/again", key: .some(nil)).status == 204)
        #expect(try await service.send("{}", to: "/a/\(token)/again", headers: [.contentType: "application/json"]).status == 415)
        #expect(try await service.send("again=1", to: "/a/\(token)/again", headers: [.contentType: "text/plain"]).status == 415)
        #expect(try await service.send("again=1&x=" + String(repeating: "A", count: 5_000), to: "/a/\(token)/again").status == 413)
        #expect(try await mails(service) == 1)
    }

    @Test func `it is in the audit log as the citizen's, and shows in the activation`() async throws {
        let service = try await Service()
        let (id, _, token) = try await issued(service)
        let before = try await service.ask(.get, "/v1/activations/\(id)")
        _ = try await ask(service, token)
        let after = try await service.ask(.get, "/v1/activations/\(id)")
        #expect(try before.string("reference") != after.string("reference") && after.string("state") == "pending")
        let admin = try await service.keys.create(name: "admin", scopes: [.admin], municipality: nil).1.revealText()
        let audit = try await service.ask(.get, "/v1/audit?limit=1&actor=citizen", key: admin).text
        #expect(audit.contains(#""actor":"citizen""#) && audit.contains(#""action":"activation_resent""#) && audit.contains(id), "\(audit)")
    }

    @Test func `when links are not taken, or nothing can be written, nobody learns more`() async throws {
        let directory = FileManager.default.temporaryDirectory.appending(path: "postduif-api-\(UUID().uuidString)").path()
        defer { try? FileManager.default.removeItem(atPath: directory) }
        let service = try await Service(location: .directory(directory))
        let (_, _, token) = try await issued(service)
        service.admission.set(AdmissionReasons(.freeDisk))
        for token in [token, "AAAAAAAAAAAAAAAAAAAAAA"] {
            let answer = try await ask(service, token)
            #expect(answer.status == 503 && answer.headers[.retryAfter] != nil && answer.text.contains("<form"))
        }
        service.admission.set([])
        service.store.close()
        #expect(try await ask(service, token).status == 503)
    }

    /// The pause is what makes the time of all answers one: it is waited for beside the work, whatever comes of it.
    @Test func `the answer waits for its time`() async throws {
        let clock = ManualClock()
        let service = try await Service(pause: { try await clock.pause(for: $0) })
        let (_, _, token) = try await issued(service)
        for token in [token, token, "AAAAAAAAAAAAAAAAAAAAAA"] {
            async let answer = ask(service, token)
            #expect(await eventually { clock.waiting == 1 })
            clock.advance(by: .milliseconds(399))
            #expect(clock.waiting == 1)
            clock.advance(by: .milliseconds(1))
            #expect(try await answer.status == 303)
        }
    }
}

extension AskAgainTests.Ending {
    /// A link of an activation that came to this end.
    fileprivate func token(_ service: Service) async throws -> String {
        let (id, code, token) = try await service.issued(email: "other@example.be")
        service.clock.advance(by: .seconds(61))
        switch self {
        case .redeemed: #expect(try await service.send("code=\(code)", to: "/a/\(token)").status == 303)
        case .revoked: #expect(try await service.ask(.post, "/v1/activations/\(id)/revoke").status == 200)
        case .locked:
            for _ in 0..<TryLimits.perCode { #expect(try await service.send("code=00000-00000", to: "/a/\(token)").status == 403) }
        case .codeOver: service.clock.advance(by: .seconds(14 * 86_400))
        case .reissued: #expect(try await service.ask(.post, "/v1/activations/\(id)/reissue").status == 202)
        case .corrected:
            #expect(try await service.ask(.patch, "/v1/activations/\(id)", body: #"{"email":"new@example.be"}"#).status == 200)
            service.clock.advance(by: .seconds(61))
        case .noAgreement:
            let admin = try await service.keys.create(name: "admin", scopes: [.admin], municipality: nil).1.revealText()
            #expect(try await service.ask(.post, "/v1/municipalities/62063/agreement/withdraw", body: "{}", key: admin).status == 200)
        case .limited: #expect(try await service.send("again=1", to: "/a/\(token)/again").status == 303)
        }
        return token
    }
}

extension Service {
    /// How many mails with a link there were.
    func linkMails() async throws -> Int {
        let page = try await ask(.get, "/v1/messages?kind=\(KindTable.activationLink)&limit=200")
        guard case .array(let messages)? = try page.json()["messages"] else { return -1 }
        return messages.count
    }

    /// Gives an activation a link that is over while its code is not.
    ///
    /// - Returns: The token.
    func expireLink(of id: String) async throws -> String {
        let random = SeededRandom(seed: 99)
        let (token, activation) = (LinkToken(random: random), try await stored(id))
        let mail = QueueEntry(
            id: QueueID(at: clock.now, random: random), kindName: KindTable.activationLink, lane: .link, language: .fr,
            bindingLanguage: nil, domain: "example.be", municipality: "62063", sealedContent: [0], templateVersion: "1", issued: clock.now,
            expires: clock.now + .seconds(1), due: clock.now, attempt: 0, resends: 0, supersessionKey: nil)
        let link = ActivationMail(
            activation: activation.id, token: keyring.hmac(.activationToken, token.text.reveal()), expires: clock.now + .seconds(1))
        let terms = IssueTerms(now: clock.now, actor: .service, idempotency: nil, charges: [])
        #expect(try await store.resend(link, mail: mail, terms: terms) == .committed)
        clock.advance(by: .seconds(1))
        return token.text.revealText()
    }
}
