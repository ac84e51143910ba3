import Foundation
import Inbox
import TestKit
import Testing

/// `postduif templates send-test` as the built program.
@Suite("templates send-test", .serialized)
struct SendTestTests {
    private struct Report: Decodable {
        struct Step: Decodable {
            let stage: String
            let reply: String?
        }

        let accepted: Bool
        let stage: String
        let reason: String
        let messageID: String
        let steps: [Step]

        enum CodingKeys: String, CodingKey {
            case accepted, stage, reason, steps
            case messageID = "message_id"
        }
    }

    private static let address = ["--to", "jan@example.be"]

    private func report(_ command: Command) throws -> Report {
        try JSONDecoder().decode(Report.self, from: Data(command.output.utf8))
    }

    @Test("each kind and language arrives, marked as a test, while the service runs")
    func arrives() async throws {
        let inbox = InboxStore(clock: WallClock())
        let relay = try await InboxServer.start(ServerOptions(), store: inbox)
        let service = try ServiceProcess(relay: ServiceProcess.clear(relay.port))
        try await service.prepare()
        try await service.start()
        let sent = try await service.command(
            ["templates", "send-test", "--kind", "one_time_code", "--language", "fr", "--json"] + Self.address)
        #expect(sent.status == 0, "\(sent.output)\(sent.errors)")
        let report = try report(sent)
        #expect(report.accepted && report.stage == "final_dot")
        #expect(report.steps.map(\.stage) == ["greeting", "ehlo", "mail", "rcpt", "data", "final_dot", "quit"])
        #expect(report.steps.allSatisfy { $0.reply?.isEmpty == false })
        #expect(await inbox.wait(untilCount: 1, timeout: .seconds(20)))
        let mail = try #require(inbox.messages.first)
        let source = String(decoding: mail.raw, as: UTF8.self)
        #expect(source.contains("X-Postduif-Test: "))
        #expect(source.contains("[TEST]") && source.contains("Content-Language: fr") && source.contains("<\(report.messageID)@example.be>"))
        let table = try await service.command(
            ["templates", "send-test", "--kind", "activation_link", "--language", "en", "--relay", "sink"] + Self.address)
        #expect(table.status == 0 && table.output.contains("STAGE") && table.output.contains("accepted"), "\(table.output)\(table.errors)")
        // It goes around the queue.
        let list = try await service.command(["queue", "list"])
        #expect(list.output.contains("No message matches."))
        await service.stop()
        await relay.stop()
    }

    @Test("a relay that refuses is told with its reply, and exit 1")
    func refused() async throws {
        let relay = try #require(ScriptedRelay { event in event.verb == "RCPT" ? .say("550 5.7.1 not for us\r\n") : .usual })
        defer { relay.stop() }
        let service = try ServiceProcess(relay: ServiceProcess.clear(relay.port))
        let arguments = ["templates", "send-test", "--kind", "one_time_code", "--language", "nl"] + Self.address
        let json = try await service.command(arguments + ["--json"])
        let report = try report(json)
        #expect(json.status == 1 && !report.accepted && report.stage == "rcpt")
        #expect(report.steps.suffix(2).map(\.reply) == ["550 5.7.1 not for us", report.steps.last?.reply])
        let text = try await service.command(arguments)
        #expect(text.status == 1 && text.output.contains("550 5.7.1 not for us") && text.output.contains("FAULT at rcpt"), "\(text.output)")
        let away = try ServiceProcess(relay: ServiceProcess.clear(1))
        let nobody = try await away.command(arguments)
        #expect(nobody.status == 1 && nobody.output.contains("FAULT at connect: connect_failed"), "\(nobody.output)\(nobody.errors)")
    }

    @Test(
        "wrong usage is 2, and what is not there 1",
        arguments: [
            (["--kind", "one_time_code", "--language", "xx", "--to", "a@example.be"], 2),
            (["--kind", "one_time_code", "--language", "nl"], 2),
            (["--kind", "one_time_code", "--language", "nl", "--to", "a"], 2),
            (["--kind", "canary", "--language", "nl", "--to", "a@example.be"], 1),
            (["--kind", "one_time_code", "--language", "nl", "--to", "a@example.be", "--relay", "other"], 1),
        ])
    func usage(arguments: [String], status: Int32) async throws {
        let service = try ServiceProcess(relay: ServiceProcess.clear(1))
        let command = try await service.command(["templates", "send-test"] + arguments)
        #expect(command.status == status && !command.errors.isEmpty, "\(command.output)\(command.errors)")
    }
}
