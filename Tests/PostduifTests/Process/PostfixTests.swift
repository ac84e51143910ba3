import Foundation
import Inbox
import TestKit
import Testing

/// The relay an operator would have, from the distribution: what it takes, and what `relay check` says when it does not.
@Suite("Postfix as the relay", .serialized, .enabled(if: PostfixRelay.isPossible, "needs root, postfix, saslpasswd2 and openssl"))
struct PostfixTests {
    private func entry(_ relay: PostfixRelay, _ scheme: String, _ port: Int, password: String) throws -> String {
        try relay.folder.write(password, to: "password-\(port)", mode: 0o600)
        return """
            { name: postfix, url: "\(scheme)://localhost:\(port)", username: "postduif@relay.localhost", \
            password_file: "\(relay.folder.file("password-\(port)"))", ca_file: "\(relay.authority)", connections: 2 }
            """
    }

    @Test("mails arrive behind it, over STARTTLS with SASL and over port-465 TLS", arguments: ["smtp", "smtps"])
    func accepted(scheme: String) async throws {
        let store = InboxStore(clock: ManualClock())
        let sink = try await InboxServer.start(ServerOptions(), store: store)
        let relay = try await PostfixRelay.start(sink: sink.port)
        let port = scheme == "smtps" ? relay.implicitPort : relay.startTLSPort
        let service = try ServiceProcess(relay: try entry(relay, scheme, port, password: "right-password"))
        try await service.prepare()
        let check = try await service.command(["relay", "check"])
        #expect(check.status == 0, "\(check.output) \(check.errors)")
        #expect(check.output.contains("authenticated"))
        try await service.start()
        for number in 0..<8 { #expect(try await service.postCode("p\(number)@example.be").status == 202) }
        #expect(await store.wait(untilCount: 8, timeout: .seconds(90)), "\(relay.log.suffix(2_000))")
        #expect(Set(store.messages.flatMap(\.recipients)).count == 8)
        #expect(relay.log.contains("sasl_method=PLAIN"))
        for message in store.messages {
            // Postfix hands on what it was asked, in an order of its own.
            let recipient = try #require(message.recipients.first)
            #expect(message.mailParameters.contains("RET=HDRS"))
            #expect(message.mailParameters.contains { $0.hasPrefix("ENVID=msg_") })
            let asked = Set(message.recipientParameters.flatMap { $0.split(separator: " ") }.map(String.init))
            #expect(asked == ["NOTIFY=FAILURE,DELAY", "ORCPT=rfc822;\(recipient)"])
        }
        await service.stop()
        try await relay.stop()
        await sink.stop()
    }

    @Test("a bounce names its entry and the address, and holds the header of the mail alone")
    func bounce() async throws {
        let store = InboxStore(clock: ManualClock())
        let refusal = ScriptRule(at: .rcpt, recipient: "gone@example.be", do: .reply(550, "5.1.1", "Unknown"))
        let sink = try await InboxServer.start(ServerOptions(), store: store, script: RelayScript([refusal]))
        let relay = try await PostfixRelay.start(sink: sink.port)
        let service = try ServiceProcess(relay: try entry(relay, "smtps", relay.implicitPort, password: "right-password"))
        try await service.prepare()
        try await service.start()
        let id = try messageID(try await service.postCode("gone@example.be").body)
        #expect(await store.wait(untilCount: 1, timeout: .seconds(90)), "\(relay.log.suffix(2_000))")
        let bounce = try #require(store.messages.first)
        #expect(bounce.reversePath.isEmpty && bounce.recipients == ["b-\(id)@bounce.example.be"])
        let text = String(decoding: bounce.raw, as: UTF8.self)
        #expect(text.contains("Original-Envelope-Id: \(id)\r\n"))
        #expect(text.contains("Original-Recipient: rfc822;gone@example.be\r\n"))
        // The code stands in the parts of the body.
        #expect(text.contains("Content-Type: text/rfc822-headers\r\n") && text.contains("Subject: "))
        #expect(!text.contains("text/html") && !text.contains("Content-Type: message/rfc822"))
        await service.stop()
        try await relay.stop()
        await sink.stop()
    }

    private func messageID(_ body: String) throws -> String {
        let object = try #require(try JSONSerialization.jsonObject(with: Data(body.utf8)) as? [String: Any])
        return try #require((object["message"] as? [String: String])?["id"])
    }

    @Test("wrong password, expired certificate, missing AUTH: relay faults with their reason, and no message is rejected")
    func faults() async throws {
        let store = InboxStore(clock: ManualClock())
        let sink = try await InboxServer.start(ServerOptions(), store: store)
        let relay = try await PostfixRelay.start(sink: sink.port)
        let faults: [(port: Int, password: String, reason: String)] = [
            (relay.startTLSPort, "wrong-password", "authentication_rejected"),
            (relay.expiredPort, "right-password", "certificate_invalid"),
            (relay.withoutAuthPort, "right-password", "authentication_missing"),
        ]
        for fault in faults {
            let service = try ServiceProcess(relay: try entry(relay, "smtp", fault.port, password: fault.password))
            try await service.prepare()
            let check = try await service.command(["relay", "check"])
            #expect(check.status == 1)
            #expect(check.output.contains(fault.reason), "\(check.output)")
            try await service.start()
            let message = try messageID(try await service.postCode("waits@example.be").body)
            try await until("the reason shows", within: .seconds(90)) {
                let body = try await service.get("/v1/messages/\(message)").body
                return body.contains("\"reason\":\"\(fault.reason)\"") && body.contains("\"state\":\"queued\"")
            }
            #expect(try await service.get("/readyz").body.contains("degraded"))
            await service.stop()
        }
        #expect(store.count == 0)
        try await relay.stop()
        await sink.stop()
    }
}
