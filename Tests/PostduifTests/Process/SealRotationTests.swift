import Foundation
import Inbox
import Issuance
import Logging
import Mail
import Queue
import StoreSQLite
import TestKit
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
        #expect(last.count == 3 && last[0] == first[0], "the HMACs', the new one and the former")
        #expect(!last.contains(first[1]), "what it sealed opens for nobody any more")
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

    /// Notices that are due in an hour: what a rotation seals again, and the line has nothing to do with.
    private func fill(_ service: ServiceProcess, _ count: Int) async throws {
        let file = try SealKeyFile(parsing: Secret(Array(Data(contentsOf: URL(fileURLWithPath: service.queue + "/seal.key")))))
        let random = SeededRandom(seed: 31)
        let seal = AESGCMSeal(keyring: try file.keyring(), random: random)
        let (clock, kind) = (WallClock(), try #require(KindTable()[KindTable.addressChanged]))
        let store = try SQLiteStore.open(
            at: .directory(service.queue), clock: clock, logger: Logger(label: "fill") { _ in SwiftLogNoOpLogHandler() })
        defer { store.close() }
        let content = QueueContent(recipient: try EmailAddress("somebody@example.be"), variables: TemplateVariables())
        for _ in 0..<count / 500 {
            let now = clock.now
            try await store.enqueue(
                try (0..<500).map { _ in
                    let id = QueueID(at: now, random: random)
                    return QueueEntry(
                        id: id, kind: kind, language: .nl, domain: "example.be", municipality: nil,
                        sealedContent: try seal.seal(content, id: id), templateVersion: "1", issued: now, expires: now + kind.lifetime,
                        due: now + .seconds(3_600))
                })
        }
    }

    /// From the beginning of a request until the relay has its mail, with and without a rotation under way: one run, one machine.
    @Test("codes are as quick while 20,000 boxes are sealed again as before")
    func latency() async throws {
        let inbox = InboxStore(clock: WallClock())
        let relay = try await InboxServer.start(ServerOptions(), store: inbox)
        let service = try ServiceProcess(relay: ServiceProcess.clear(relay.port), extra: "limits: { per_key_per_minute: 0 }")
        try await service.prepare()
        try await fill(service, 20_000)
        try await service.start()
        let traffic = Traffic()
        var (warm, begun, ended) = (Instant.distantFuture, Instant.distantFuture, Instant.distantPast)
        try await traffic.flow(to: service, senders: 2) {
            try await until("codes flow", within: .seconds(60)) { traffic.acknowledged.count > 100 }
            warm = WallClock().now
            try await until("codes flow", within: .seconds(60)) { traffic.acknowledged.count > 1_100 }
            begun = WallClock().now
            let status = try await rotate(service)
            ended = WallClock().now
            #expect(status.state == "done" && status.resealed >= 20_000)
        }
        try await until("all arrive", within: .seconds(60)) { Set(inbox.messages.flatMap(\.recipients)) == traffic.acknowledged }
        #expect(inbox.messages.count == traffic.acknowledged.count && traffic.refused.isEmpty && traffic.odd.isEmpty)
        let starts = traffic.begun
        func latencies(_ range: Range<Instant>) -> [Duration] {
            inbox.messages.compactMap { message in
                message.recipients.first.flatMap { starts[$0] }.flatMap { range.contains($0) ? message.received - $0 : nil }
            }.sorted()
        }
        let (without, during) = (latencies(warm..<begun), latencies(begun..<ended))
        func text(_ sorted: [Duration]) -> String {
            func milliseconds(_ part: Double) -> Double {
                (sorted[min(sorted.count - 1, Int(part * Double(sorted.count)))].secondsAsDouble * 10_000).rounded() / 10
            }
            return "\(sorted.count) codes, p50 \(milliseconds(0.5)) ms, p99 \(milliseconds(0.99)) ms, max \(milliseconds(1)) ms"
        }
        try #require(!without.isEmpty && !during.isEmpty)
        print(
            "code latency, request to the relay's mailbox: without a rotation \(text(without)); during \(ended - begun) of one \(text(during))"
        )
        #expect(during[during.count / 2] < without[without.count / 2] * 10 + .seconds(1))
        await service.stop()
        await relay.stop()
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
        #expect(try keys(service).count == 3)
        await service.stop()
        await relay.stop()
    }

    @Test("a key file from before HMACs had a line goes on, and its oldest key is gone after the next rotation")
    func formerFile() async throws {
        let service = try ServiceProcess(relay: ServiceProcess.clear(1))
        try FileManager.default.createDirectory(
            atPath: service.queue, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        let key = service.queue + "/seal.key"
        let former = "postduif-seal-1:" + String(repeating: "B", count: 42) + "A"
        #expect(FileManager.default.createFile(atPath: key, contents: Data(former.utf8), attributes: [.posixPermissions: 0o600]))
        try await service.prepare()
        #expect(try keys(service) == [Substring(former)], "nothing changes before all is known to be under it")
        try await service.start()
        #expect(try await service.postCode("a@example.be").status == 202)
        await service.stop()
        #expect(try await rotate(service).state == "done")
        let lines = try keys(service)
        #expect(lines.count == 2 && lines[0].hasPrefix("postduif-hmac-1:") && lines[1].hasPrefix("postduif-seal-1:"))
        #expect(!lines.contains(Substring(former)))
        // The chain of the audit log and its anchor are HMACs of before; so is the API key's owner, and what it asks for is a limit's subject.
        let verified = try await service.command(["audit", "verify"])
        #expect(verified.status == 0, "\(verified.output)\(verified.errors)")
        try await service.start()
        #expect(try await service.postCode("a@example.be").status == 429, "the same address is known again")
        await service.stop()
    }

    @Test("at the store itself while no service runs; with the key in the environment it says what to do")
    func offline() async throws {
        let service = try ServiceProcess(relay: ServiceProcess.clear(1))
        try await service.prepare()
        let first = try keys(service)
        #expect(try await rotate(service).state == "done")
        let second = try keys(service)
        #expect(second.count == 2 && second[0] == first[0] && second[1] != first[1], "nobody else writes: the former key is gone at once")
        let text = try String(contentsOfFile: service.queue + "/seal.key", encoding: .utf8)
        let refused = try await service.command(["seal", "rotate"], environment: ["POSTDUIF_SEAL_KEY": text])
        #expect(refused.status == 1 && refused.errors.contains("put a fresh one in front"), "\(refused.errors)")
        #expect(try await service.command(["seal", "status"]).status == 3)
    }
}
