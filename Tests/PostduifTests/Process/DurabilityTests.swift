import Foundation
import Inbox
import TestKit
import Testing

/// What a 2xx promises, proved on the built program: killed, traced, searched.
@Suite("Durable acceptance", .serialized)
struct DurabilityTests {
    private func inbox() async throws -> (InboxStore, RunningInbox) {
        let store = InboxStore(clock: ManualClock())
        return (store, try await InboxServer.start(ServerOptions(), store: store))
    }

    @Test("killed right after 1,000 answers: after a restart the relay has all, and none twice that was not in doubt")
    func killedAfterAnswers() async throws {
        let (store, relay) = try await inbox()
        let service = try ServiceProcess(relay: ServiceProcess.clear(relay.port))
        try await service.prepare()
        try await service.start()
        let acknowledged = try await withThrowingTaskGroup(of: String?.self) { group in
            for number in 0..<1_000 {
                group.addTask {
                    let email = "c\(number)@example.be"
                    return try await service.postCode(email).status == 202 ? email : nil
                }
            }
            return try await group.reduce(into: Set<String>()) { if let email = $1 { $0.insert(email) } }
        }
        await service.killHard()
        let beforeRestart = store.count
        #expect(acknowledged.count == 1_000)

        try await service.start()
        try await until("all acknowledged mails are in the inbox", within: .seconds(60)) {
            acknowledged.isSubset(of: Set(store.messages.flatMap(\.recipients)))
        }
        try await until("the queue is empty", within: .seconds(30)) {
            try await service.get("/v1/queue").body.contains("\"leased\":0") && store.count >= 1_000
        }
        let inDoubt = try await service.metric("postduif_in_doubt_total")
        let duplicates = store.messages.count - Set(store.messages.flatMap(\.recipients)).count
        #expect(Double(duplicates) <= inDoubt, "\(duplicates) duplicates, \(inDoubt) in doubt, \(beforeRestart) before the restart")
        await service.stop()
        await relay.stop()
    }

    @Test("every answer follows a sync of its own commit", .enabled(if: Command.exists("strace")))
    func syncBeforeAnswer() async throws {
        let (_, relay) = try await inbox()
        let trace = try TemporaryFolder()
        let service = try ServiceProcess(
            relay: ServiceProcess.clear(relay.port),
            prefix: ["strace", "-f", "-qq", "-e", "trace=fdatasync,fsync", "-o", trace.file("trace")])
        try await service.prepare()
        try await service.start()
        func syncs() throws -> Int {
            try String(contentsOfFile: trace.file("trace"), encoding: .utf8).split(separator: "\n").count { $0.contains("sync(") }
        }
        // One after the other: no two of these answers can share a commit, so each needs its own sync before it.
        for number in 0..<20 {
            let before = try syncs()
            #expect(try await service.postCode("s\(number)@example.be").status == 202)
            #expect(try syncs() > before)
        }
        await service.stop()
        await relay.stop()
    }

    @Test("with the relay down no file and no log holds an address, a number, a code or a token")
    func nothingInClear() async throws {
        let port = try FreePort.next()
        let service = try ServiceProcess(relay: ServiceProcess.clear(port))
        try await service.prepare()
        try await service.start()
        let issued = try await service.post(
            "/v1/activations",
            """
            {"citizen_number": "70.01.01-998.61", "case": "no_eid", "email": "verysecretlocalpart@example.be", "language": "fr", \
            "municipality": "62063", "identification": {"document": "passport", "country": "BE", "checked_with": "checkdoc", \
            "result": "no_hit"}}
            """)
        try #require(issued.status == 201, "\(issued.body)")
        #expect(try await service.postCode("othersecretlocalpart@example.be").status == 202)
        try await until("the breaker opened", within: .seconds(20)) { try await service.get("/v1/queue").body.contains("\"open\"") }
        let files = try contents(of: service)

        // The relay comes up: now the mails tell what must not have been on disk before.
        let store = InboxStore(clock: ManualClock())
        let relay = try await InboxServer.start(ServerOptions(port: port), store: store)
        #expect(await store.wait(untilCount: 2, timeout: .seconds(60)))
        let texts = store.messages.map(\.plainText)
        let link = try #require(
            texts.first { $0.contains("/a/") }?.split(whereSeparator: \.isWhitespace).map(String.init).first { $0.contains("/a/") })
        let token = try #require(link.split(separator: "/").last.map(String.init))
        let code = try #require(
            texts.flatMap { $0.split(whereSeparator: \.isNewline).map(String.init) }.first { $0.count == 6 && $0.allSatisfy(\.isNumber) })
        let answer = try #require(try JSONSerialization.jsonObject(with: Data(issued.body.utf8)) as? [String: Any])
        let paper = try #require(answer["activation_code"] as? String)
        let secrets = [
            "verysecretlocalpart", "othersecretlocalpart", "70010199861", "70.01.01-998.61", token, paper, paper.filter { $0 != "-" },
        ]
        for (name, bytes) in files {
            for secret in secrets { #expect(bytes.range(of: Data(secret.utf8)) == nil, "\(secret.prefix(3))… in \(name)") }
            // Six digits may stand in a log by chance (a process number, microseconds): they are looked for in the spool only.
            if name != "log" { #expect(bytes.range(of: Data(code.utf8)) == nil, "the code in \(name)") }
        }
        #expect(files.count >= 4)
        await service.stop()
        await relay.stop()
    }

    private func contents(of service: ServiceProcess) throws -> [(String, Data)] {
        var isFolder = ObjCBool(false)
        let names = try FileManager.default.subpathsOfDirectory(atPath: service.queue).filter {
            $0 != "postduif.sock" && FileManager.default.fileExists(atPath: service.queue + "/" + $0, isDirectory: &isFolder)
                && !isFolder.boolValue
        }
        return try names.map { ($0, try Data(contentsOf: URL(fileURLWithPath: service.queue + "/" + $0))) }
            + [("log", try Data(contentsOf: URL(fileURLWithPath: service.log)))]
    }
}
