import API
import HTTPTypes
import Issuance
import Mail
import Queue
import StoreSQLite
import TestKit
import Testing

@Suite(.timeLimit(.minutes(5))) struct CitizenRouteTests {
    private static let body = #"{"citizen_number":"\#(Service.number)"}"#

    private func key(_ service: Service, municipality: String? = nil) async throws -> String {
        try await service.keys.create(name: "admin", scopes: [.admin], municipality: municipality).1.revealText()
    }

    private static func count(_ answer: Reading, _ name: String) throws -> Int {
        guard case .array(let elements)? = try answer.json()[name] else { return -1 }
        return elements.count
    }

    @Test func `what is held is shown, erased, and gone`() async throws {
        let service = try await Service()
        let key = try await key(service)
        let (_, code, token) = try await service.issued()
        let redeemed = try await service.ask(.post, "/v1/activations/redeem", body: #"{"token":"\#(token)","code":"\#(code)"}"#)
        let keyID = try redeemed.string("key_id")
        let ask = #"{"key_id":"\#(keyID)","purpose":"sign-in","binding":"b"}"#
        #expect(try await service.ask(.post, "/v1/codes", body: ask).status == 202)
        let shown = try await service.ask(.post, "/v1/citizens:export", body: Self.body, key: key)
        #expect(shown.status == 200 && shown.headers[.cacheControl] == "no-store")
        for name in ["activations", "digital_keys", "codes"] { #expect(try Self.count(shown, name) == 1) }
        #expect(try Self.count(shown, "messages") == 3 && Self.count(shown, "audit") == 2)
        #expect(shown.text.contains("jan.peeters@example.be") && !shown.text.contains(Service.number))
        let erased = try await service.ask(.post, "/v1/citizens:erase", body: Self.body, key: key)
        #expect(erased.status == 200)
        #expect(
            erased.text.hasPrefix(
                #"{"activations":1,"digital_keys":1,"codes":1,"cancelled_mails":3,"mails_in_flight":0,"wiped_messages":0,"limit_counters":2,"log_emptied":true,"#
            ))
        guard case .integer(let number)? = try erased.json()["audit_entry"]?["number"] else { return }
        let entry = try #require(try await service.store.auditEntries(after: number - 1, limit: 1).first)
        #expect(entry.action == "erased" && entry.actor.hasPrefix("api_"))
        let again = try await service.ask(.post, "/v1/citizens:export", body: Self.body, key: key)
        for name in ["activations", "digital_keys", "codes", "messages", "audit"] { #expect(try Self.count(again, name) == 0) }
        #expect(try await service.ask(.post, "/v1/codes", body: ask).status == 422)
        #expect(!service.lines.all.contains { $0.contains(Service.number) || $0.contains("jan.peeters") })
    }

    @Test func `a notice to the former address is shown and cancelled, and another citizen of the mailbox keeps the own mails`()
        async throws
    {
        let service = try await Service(
            limits: IssuanceLimits(perRecipientPerMinute: 0, perRecipientPerHour: 0, perRecipientPerDay: 0))
        let key = try await key(service)
        let (id, _, _) = try await service.issued()
        let patched = try await service.ask(.patch, "/v1/activations/\(id)", body: #"{"email":"an.claes@example.be"}"#)
        #expect(patched.status == 200, "\(patched.text)")
        let other = Bodies.activation(email: "an.claes@example.be")
            .replacing(Service.number, with: "70010199861")
            .replacing(#""language""#, with: #""confirm_warnings":["address_of_another_citizen"],"language""#)
        let issued = try await service.ask(.post, "/v1/activations", body: other)
        #expect(issued.status == 201, "\(issued.text)")
        guard case .string(let link)? = try issued.json()["message"]?["id"] else { throw Service.Missing.link }
        let shown = try await service.ask(.post, "/v1/citizens:export", body: Self.body, key: key)
        #expect(try Self.count(shown, "messages") == 2 && shown.text.contains("address_changed"))
        let erased = try await service.ask(.post, "/v1/citizens:erase", body: Self.body, key: key)
        #expect(try erased.json()["cancelled_mails"] == .integer(2), "\(erased.text)")
        #expect(try await service.ask(.get, "/v1/messages/\(link)").string("state") == "queued")
    }

    @Test(arguments: ["/v1/citizens:export", "/v1/citizens:erase"])
    func `who is limited to a municipality, and what is no number, is refused`(path: String) async throws {
        let service = try await Service()
        let limited = try await service.ask(.post, path, body: Self.body, key: key(service, municipality: "62063"))
        #expect(limited.status == 403)
        #expect(try limited.problem() == "forbidden")
        let key = try await key(service)
        for body in [#"{"citizen_number":"70010199763"}"#, #"{"citizen_number":7}"#, "{}"] {
            let answer = try await service.ask(.post, path, body: body, key: key)
            #expect(answer.status == 422)
            #expect(try answer.faultyFields() == ["citizen_number"])
        }
        let extra = try await service.ask(.post, path, body: #"{"citizen_number":"\#(Service.number)","x":1}"#, key: key)
        #expect(try extra.faultyFields() == ["x"])
        #expect(try await service.ask(.get, path, key: key).status == 405)
        #expect(try await service.ask(.post, path, body: Self.body, key: .some(nil)).status == 401)
    }
}
