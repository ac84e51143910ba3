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
        await service.stop()
        try await relay.stop()
        await sink.stop()
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
            let answer = try await service.postCode("waits@example.be")
            let object = try #require(try JSONSerialization.jsonObject(with: Data(answer.body.utf8)) as? [String: Any])
            let message = try #require((object["message"] as? [String: String])?["id"])
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
