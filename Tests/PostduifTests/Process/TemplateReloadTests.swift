import Foundation
import Inbox
import TestKit
import Testing

/// Texts that change while mails wait.
@Suite("Changed texts", .serialized)
struct TemplateReloadTests {
    private struct Reloaded: Decodable {
        let version: String
        let former: String
        let kept: Int
    }

    private struct Log: Decodable {
        struct Entry: Decodable {
            let actor: String
            let details: [String]
        }
        let entries: [Entry]
    }

    /// Who put which texts in force, newest first.
    private func log(of service: ServiceProcess) async throws -> [Log.Entry] {
        let answer = try await service.command(["audit", "list", "--action", "templates_reloaded", "--json"])
        try #require(answer.status == 0, "\(answer.errors)")
        return try JSONDecoder().decode(Log.self, from: Data(answer.output.utf8)).entries
    }

    private let folder: TemporaryFolder
    private let store = InboxStore(clock: ManualClock())
    private var subject: String { folder.file("templates/one_time_code/nl/subject.txt") }

    init() throws {
        folder = try TemporaryFolder()
        try FileManager.default.copyItem(atPath: ServiceProcess.root + "/templates", toPath: folder.file("templates"))
    }

    /// A service with texts of its own, whose codes wait.
    private func service(_ sink: RunningInbox) async throws -> ServiceProcess {
        let service = try ServiceProcess(relay: ServiceProcess.clear(sink.port))
        let text = try String(contentsOfFile: service.configuration, encoding: .utf8)
        try service.folder.write(
            text.replacingOccurrences(of: ServiceProcess.root + "/templates", with: folder.file("templates")), to: "postduif.yaml")
        try await service.prepare()
        try await service.start()
        try #require(try await service.command(["queue", "pause", "--lane", "code"]).status == 0)
        return service
    }

    private func change(_ word: String) throws {
        let text = try String(contentsOfFile: subject, encoding: .utf8)
        try (word + " " + text).write(toFile: subject, atomically: true, encoding: .utf8)
    }

    private func subjects() -> [String: String] {
        Dictionary(
            store.messages.map { message in
                let text = String(decoding: message.raw, as: UTF8.self)
                let line = text.components(separatedBy: "\r\n").first { $0.hasPrefix("Subject: ") } ?? ""
                return (message.recipients.first ?? "", line)
            }, uniquingKeysWith: { first, _ in first })
    }

    @Test("reach new mails alone: what waits keeps its texts, also over a restart")
    func pinned() async throws {
        let sink = try await InboxServer.start(ServerOptions(), store: store)
        let service = try await service(sink)
        #expect(try await service.postCode("first@example.be").status == 202)
        try change("Changed")
        let answer = try await service.command(["templates", "reload", "--json"])
        #expect(answer.status == 0, "\(answer.errors)")
        let reloaded = try JSONDecoder().decode(Reloaded.self, from: Data(answer.output.utf8))
        #expect(reloaded.version != reloaded.former && reloaded.kept == 1)
        // The same once more changes nothing, and is no act.
        #expect(try await service.command(["templates", "reload"]).status == 0)
        let entries = try await log(of: service)
        #expect(entries.map(\.details) == [["version=\(reloaded.version)"]] && entries.map(\.actor) == ["local_operator"])
        #expect(try await service.postCode("second@example.be").status == 202)

        await service.killHard()
        try await service.start()
        #expect(try await service.command(["queue", "resume", "--lane", "code"]).status == 0)
        #expect(await store.wait(untilCount: 2, timeout: .seconds(60)))
        let subjects = subjects()
        #expect(subjects["first@example.be"]?.contains("Changed") == false, "\(subjects)")
        #expect(subjects["second@example.be"]?.contains("Changed") == true, "\(subjects)")
        await service.stop()
        await sink.stop()
    }

    @Test("with a fault change nothing, and say where it is; SIGHUP takes them when they are right")
    func allOrNone() async throws {
        let sink = try await InboxServer.start(ServerOptions(), store: store)
        let service = try await service(sink)
        try change("{{nobody}}")
        let refused = try await service.command(["templates", "reload"])
        #expect(refused.status == 1)
        #expect(refused.errors.contains("the texts in force stay"))
        #expect(refused.errors.contains("one_time_code/nl/subject.txt:1:"))
        #expect(try await log(of: service).isEmpty)
        #expect(try await service.postCode("first@example.be").status == 202)

        try FileManager.default.removeItem(atPath: subject)
        try FileManager.default.copyItem(atPath: ServiceProcess.root + "/templates/one_time_code/nl/subject.txt", toPath: subject)
        try change("Changed")
        let process = try #require(service.process)
        kill(process.processIdentifier, SIGHUP)
        try await until("the texts are read again", within: .seconds(30)) {
            try String(contentsOfFile: service.log, encoding: .utf8).contains("texts read again")
        }
        #expect(try await log(of: service).map(\.actor) == ["local_operator"])
        #expect(try await service.postCode("second@example.be").status == 202)
        #expect(try await service.command(["queue", "resume", "--lane", "code"]).status == 0)
        #expect(await store.wait(untilCount: 2, timeout: .seconds(60)))
        let subjects = subjects()
        #expect(subjects["first@example.be"]?.contains("Changed") == false, "\(subjects)")
        #expect(subjects["second@example.be"]?.contains("Changed") == true, "\(subjects)")
        await service.stop()
        #expect(try await service.command(["templates", "reload"]).status == 3)
        await sink.stop()
    }
}
