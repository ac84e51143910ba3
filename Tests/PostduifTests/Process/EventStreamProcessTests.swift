import Foundation
import Inbox
import TestKit
import Testing

/// An officer follows an activation at the built program while a relay takes its mail, refuses it, puts it off or loses its reply.
@Suite("Event streams", .serialized)
struct EventStreamProcessTests {
    /// curl, which follows a stream into a file.
    private final class Follower {
        private let folder: TemporaryFolder
        private let process: ChildProcess

        init(_ service: ServiceProcess, _ id: String) throws {
            folder = try TemporaryFolder()
            let file = folder.file("events")
            _ = FileManager.default.createFile(atPath: file, contents: nil)
            process = try ChildProcess(
                ["curl", "-sN", "-H", "Authorization: Bearer \(service.key)", "\(service.base)/v1/activations/\(id)/events"],
                output: try FileHandle(forWritingTo: URL(fileURLWithPath: file)))
        }

        deinit { if process.isRunning { kill(process.processIdentifier, SIGKILL) } }

        var text: String { (try? String(contentsOfFile: folder.file("events"), encoding: .utf8)) ?? "" }

        /// The data of the events with a name, oldest first.
        func data(_ name: String) -> [String] {
            text.components(separatedBy: "\n\n").filter { $0.hasPrefix("event: \(name)\n") }.compactMap { block in
                block.components(separatedBy: "\ndata: ").last
            }
        }

        /// Of curl, once the stream is over: 0 for an answer that is whole.
        func end() async -> Int32 {
            await process.end()
            return process.terminationStatus
        }
    }

    private static func activation(_ email: String) -> String {
        """
        {"citizen_number": "70.01.01-998.61", "case": "no_eid", "email": "\(email)", "language": "fr", "municipality": "62063", \
        "identification": {"document": "passport", "country": "BE", "checked_with": "checkdoc", "result": "no_hit"}, \
        "confirm_warnings": ["address_of_another_citizen"]}
        """
    }

    private struct Issued: Decodable {
        let id: String
        let activationCode: String
    }

    private static func issue(_ service: ServiceProcess, _ email: String) async throws -> Issued {
        let answer = try await service.post("/v1/activations", activation(email))
        try #require(answer.status == 201, "\(answer.body)")
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        return try decoder.decode(Issued.self, from: Data(answer.body.utf8))
    }

    @Test("accepted, refused, put off and in doubt are seen as the relay said it, and then that the citizen redeems")
    func outcomes() async throws {
        let inbox = InboxStore(clock: ManualClock())
        let script = RelayScript([
            ScriptRule(at: .rcpt, recipient: "gone@example.be", do: .reply(550, "5.1.1", "No such user here")),
            ScriptRule(at: .rcpt, recipient: "full@example.be", do: .reply(452, "4.2.2", "Mailbox full")),
            ScriptRule(at: .finalDot, recipient: "lost@example.be", do: .acceptThenDrop),
        ])
        let relay = try await InboxServer.start(ServerOptions(), store: inbox, script: script)
        let service = try ServiceProcess(relay: ServiceProcess.clear(relay.port))
        try await service.prepare()
        try await service.start()
        // Held until each is followed: the outcome comes live.
        #expect(try await service.post("/v1/queue/pause", #"{"lane": "link"}"#).status == 200)
        let expected = [
            ("fine@example.be", #""state":"accepted""#, #""code":250"#),
            ("gone@example.be", #""state":"rejected""#, #""reply":{"code":550,"enhanced":"5.1.1","text":"No such user here"}"#),
            (
                "full@example.be", #""state":"queued","reason":"mailbox_full""#,
                #""reply":{"code":452,"enhanced":"4.2.2","text":"Mailbox full"}"#
            ),
            ("lost@example.be", #""state":"in_doubt""#, #""outcome":"in_doubt""#),
        ]
        var followed: [(issued: Issued, follower: Follower)] = []
        for (email, _, _) in expected {
            let issued = try await Self.issue(service, email)
            followed.append((issued, try Follower(service, issued.id)))
        }
        try await until("each stream shows the present state", within: .seconds(20)) {
            followed.allSatisfy { $0.follower.data("activation").count == 1 && $0.follower.data("message").count >= 1 }
        }
        #expect(try await service.metric("postduif_event_streams") == 4)
        #expect(try await service.post("/v1/queue/resume", #"{"lane": "link"}"#).status == 200)
        for ((email, state, reply), (_, follower)) in zip(expected, followed) {
            try await until("what became of the mail to \(email)", within: .seconds(30)) {
                follower.data("message").contains { $0.contains(state) && $0.contains(reply) }
            }
        }
        // The card names the mail as the citizen finds it: in the mail's language, whatever the card's.
        let card = try await service.get("/v1/activations/\(followed[0].issued.id)/card?language=nl").body
        #expect(card.contains("<dt>Onderwerp</dt><dd>Lien d&#39;activation de votre clé numérique (réf. "), "\(card)")
        #expect(card.contains("Test<br>no-reply@example.be"))
        let raw = String(decoding: try #require(inbox.messages.first { $0.recipients == ["fine@example.be"] }).raw, as: UTF8.self)
        let token = try #require(raw.replacing("=\r\n", with: "").firstMatch(of: /\/a\/([A-Za-z0-9_-]{22})/)).output.1
        let redeemed = try await service.post(
            "/v1/activations/redeem", #"{"token": "\#(token)", "code": "\#(followed[0].issued.activationCode)"}"#)
        #expect(redeemed.status == 200, "\(redeemed.body)")
        try await until("the citizen redeems", within: .seconds(10)) {
            followed[0].follower.data("activation").last?.contains(#""state":"redeemed""#) == true
        }
        #expect(try await service.post("/v1/activations/\(followed[1].issued.id)/revoke", "{}").status == 200)
        #expect(await followed[1].follower.end() == 0)
        #expect(followed[1].follower.data("activation").last?.contains(#""state":"revoked""#) == true)
        await service.stop()
        await relay.stop()
    }

    @Test("SIGTERM ends streams as whole answers, before anything is cut")
    func stop() async throws {
        let service = try ServiceProcess(relay: ServiceProcess.clear(1))
        try await service.prepare()
        try await service.start()
        let issued = try await Self.issue(service, "jan@example.be")
        let followers = try (0..<5).map { _ in try Follower(service, issued.id) }
        try await until("all follow", within: .seconds(20)) { followers.allSatisfy { !$0.data("message").isEmpty } }
        await service.stop()
        #expect(try #require(service.process).terminationStatus == 0)
        // 18 would be an answer that was cut off, as after the patience for requests.
        for follower in followers { #expect(await follower.end() == 0) }
    }
}
