import Foundation
import Inbox
import Testing

@testable import Postduif

/// `postduif seal rotate` at a service at work.
@Suite("Seal rotation", .serialized)
struct SealRotationTests {
    private struct Status: Decodable {
        let key: String
        let state: String
        let resealed: Int
        let unreadable: Int
    }

    private func rotate(_ service: ServiceProcess) async throws -> Status {
        let made = try await service.command(["seal", "rotate", "--json"])
        try #require(made.status == 0, "\(made.output)\(made.errors)")
        return try JSONDecoder().decode(Status.self, from: Data(made.output.utf8))
    }

    private func keys(_ service: ServiceProcess) throws -> [Substring] {
        try String(contentsOfFile: service.queue + "/seal.key", encoding: .utf8).split(separator: "\n")
    }

    @Test("three times under load: no request is refused, each mail arrives once, and all is under the last key")
    func underLoad() async throws {
        let inbox = InboxStore(clock: WallClock())
        let relay = try await InboxServer.start(ServerOptions(), store: inbox)
        let service = try ServiceProcess(relay: ServiceProcess.clear(relay.port), extra: "limits: { per_key_per_minute: 0 }")
        try await service.prepare()
        try await service.start()
        let first = try keys(service)
        let traffic = Traffic()
        var names: Set<String> = []
        try await traffic.flow(to: service) {
            for _ in 0..<3 {
                let before = traffic.acknowledged.count
                try await until("codes flow", within: .seconds(60)) { traffic.acknowledged.count > before + 50 }
                let status = try await rotate(service)
                #expect(status.state == "done" && status.unreadable == 0 && status.resealed > 0)
                names.insert(status.key)
            }
        }
        #expect(names.count == 3)
        #expect(traffic.refused.isEmpty && traffic.odd.isEmpty, "\(traffic.odd.prefix(3))")
        try await until("all arrive", within: .seconds(60)) { Set(inbox.messages.flatMap(\.recipients)) == traffic.acknowledged }
        #expect(inbox.messages.count == traffic.acknowledged.count)
        let last = try keys(service)
        #expect(last.count == 3 && last[2] == first[0], "the new, the former, and the one of the HMACs")
        let verified = try await codeStillVerifies(service, inbox)
        #expect(verified)
        await service.stop()
        await relay.stop()
    }

    /// A code of before the next rotation is right after it, and its challenge can be sent again.
    private func codeStillVerifies(_ service: ServiceProcess, _ inbox: InboxStore) async throws -> Bool {
        let issued = try await service.postCode("late@example.be")
        let id = try #require(try JSONSerialization.jsonObject(with: Data(issued.body.utf8)) as? [String: Any])["id"] as? String
        try await until("the mail arrives", within: .seconds(30)) {
            inbox.messages.contains { $0.recipients == ["late@example.be"] }
        }
        _ = try await rotate(service)
        let message = try #require(inbox.messages.last { $0.recipients == ["late@example.be"] })
        let text = String(decoding: message.raw, as: UTF8.self)
        let code = try #require(text.firstMatch(of: /Subject: .*?(\d{3}) ?(\d{3})/) ?? text.firstMatch(of: /\b(\d{3}) ?(\d{3})\b/))
        let answer = try await service.post(
            "/v1/codes/\(try #require(id))/verify", "{\"code\": \"\(code.1)\(code.2)\", \"binding\": \"b\"}")
        return answer.status == 200
    }

    @Test("killed in the middle, the next start finishes it; nothing is lost")
    func killed() async throws {
        let service = try ServiceProcess(relay: ServiceProcess.clear(1), extra: "limits: { per_key_per_minute: 0 }")
        try await service.prepare()
        try await service.start()
        let emails = (0..<300).map { "k\($0)@example.be" }
        for email in emails { #expect(try await service.postCode(email).status == 202) }
        let socket = service.queue + "/postduif.sock"
        let begun = try await Command.run([
            "curl", "-s", "--unix-socket", socket, "-H", "content-type: application/json", "-d", "{}", "http://localhost/admin/rotate-seal",
        ])
        #expect(begun.output.contains("running"), "\(begun.output)")
        await service.killHard()

        let inbox = InboxStore(clock: WallClock())
        let relay = try await InboxServer.start(ServerOptions(), store: inbox)
        let settings = try String(contentsOfFile: service.configuration, encoding: .utf8)
        try service.folder.write(settings.replacing("127.0.0.1:1\"", with: "127.0.0.1:\(relay.port)\""), to: "postduif.yaml")
        try await service.start()
        try await until("all arrive", within: .seconds(60)) { Set(inbox.messages.flatMap(\.recipients)) == Set(emails) }
        try await until("it is finished", within: .seconds(30)) {
            try await service.command(["seal", "status"]).output.contains("everything is under it")
        }
        #expect(try keys(service).count == 2)
        await service.stop()
        await relay.stop()
    }

    @Test("at the store itself while no service runs; with the key in the environment it says what to do")
    func offline() async throws {
        let service = try ServiceProcess(relay: ServiceProcess.clear(1))
        try await service.prepare()
        let text = try String(contentsOfFile: service.queue + "/seal.key", encoding: .utf8)
        #expect(try await rotate(service).state == "done")
        #expect(try keys(service).count == 2)
        let refused = try await service.command(["seal", "rotate"], environment: ["POSTDUIF_SEAL_KEY": text])
        #expect(refused.status == 1 && refused.errors.contains("put a fresh one in front"), "\(refused.errors)")
        #expect(try await service.command(["seal", "status"]).status == 3)
    }
}
