import Foundation
import Inbox
import TestKit
import Testing

/// Each alert rule of `deploy/`: its fault is caused in the running program, and Prometheus fires on what the program then shows.
@Suite("Alerts", .serialized, .enabled(if: Prometheus.isAvailable))
struct AlertTests {
    @Test("a service that is well fires none, and one that is gone fires")
    func down() async throws {
        let (store, sink) = try await Self.relay()
        let (service, prometheus) = try await Self.start(ServiceProcess.clear(sink.port))
        for number in 0..<5 { #expect(try await service.postCode("p\(number)@example.be").status == 202) }
        #expect(await store.wait(untilCount: 5, timeout: .seconds(30)))
        try await until("settled", within: .seconds(20)) { try await service.metric("postduif_queue_messages") == 0 }
        // Rules are judged as often as the service is scraped.
        for _ in 0..<3 { try await prometheus.isScraping(service) }
        #expect(try await prometheus.firing().keys.filter { $0 != "PostduifDiskNearlyFull" } == [])
        await service.killHard()
        try await prometheus.fires("PostduifDown")
        await prometheus.stop()
        await sink.stop()
    }

    @Test("a relay that is away: no relay, old codes, codes about to end, a backlog that grows, canaries that are missed, held messages")
    func relayAway() async throws {
        let (service, prometheus) = try await Self.start(
            ServiceProcess.clear(1), "canary: { address: canary@example.be, every: 10s }\nlimits: { per_key_per_minute: 0 }")
        #expect(try await service.postCode("old@example.be").status == 202)
        try await prometheus.fires("PostduifRelayAway", ["relay": "sink"])
        try await prometheus.fires("PostduifNoRelay")
        let short = try await service.postCode("short@example.be", life: 100)
        #expect(short.status == 202, "\(short)")
        try await prometheus.fires("PostduifMessagesWillExpire", ["lane": "code"], within: .seconds(60))
        try await withThrowingTaskGroup(of: Int.self) { group in
            for number in 0..<600 { group.addTask { try await service.postCode("p\(number)@example.be").status } }
            for try await status in group { #expect(status == 202) }
        }
        try await prometheus.fires("PostduifBacklogGrows", ["lane": "code"])
        let held = try await service.command(["queue", "hold", "--domain", "example.be", "--yes"])
        #expect(held.status == 0, "\(held.errors)")
        try await prometheus.fires("PostduifMessagesHeld", ["lane": "code"])
        // Held ones are not waited for by a relay: a fresh one grows old.
        #expect(try await service.postCode("new@example.be").status == 202)
        try await prometheus.fires("PostduifCodesTooOld", ["lane": "code"], within: .seconds(60))
        try await prometheus.fires("PostduifCanaryMissing", ["relay": "sink", "lane": "link"], within: .seconds(60))
        let ready = try await service.get("/readyz")
        #expect(ready.body.contains("no canary was accepted by relay sink through lane notice"), "\(ready.body)")
        await prometheus.stop()
        await service.stop()
    }

    @Test("a relay that closes after the final dot: in doubt")
    func inDoubt() async throws {
        let relay = try #require(ScriptedRelay { event in if case .message = event.subject { .close } else { .usual } })
        let (service, prometheus) = try await Self.start(ServiceProcess.clear(relay.port))
        try await prometheus.isScraping(service)
        #expect(try await service.postCode("jan@example.be").status == 202)
        try await prometheus.fires("PostduifMessagesInDoubt", ["kind": "one_time_code"])
        await prometheus.stop()
        await service.stop()
        relay.stop()
    }

    @Test("a disk that takes nothing, and one that is nearly full", .enabled(if: StorageShim.isAvailable))
    func disk() async throws {
        let shim = try await StorageShim()
        let (_, sink) = try await Self.relay()
        let (service, prometheus) = try await Self.start(ServiceProcess.clear(sink.port), shim: shim)
        #expect(try await service.postCode("first@example.be").status == 202)
        try shim.fail(StorageFault(call: "statvfs", error: "ENOSPC", lasts: true))
        try await prometheus.fires("PostduifDiskNearlyFull")
        try await prometheus.fires("PostduifAdmissionClosed", ["reason": "free_disk"])
        #expect(try await service.postCode("second@example.be").isOverloaded)
        try shim.heal()
        try await until("taken again", within: .seconds(20)) { try await service.postCode("third@example.be").status == 202 }
        try shim.fail(StorageFault(call: "pwrite", error: "ENOSPC", lasts: true))
        try await until("refused", within: .seconds(20)) { try await service.postCode("fourth@example.be").isOverloaded }
        try await prometheus.fires("PostduifStoreCannotWrite")
        // A share of all requests: those of the scrapes count too, so that a few that failed would drown in them.
        try await until("PostduifRequestsFail fires", within: .seconds(30)) {
            _ = try await service.postCode("fifth@example.be")
            return try await prometheus.firing()["PostduifRequestsFail"] != nil
        }
        try shim.heal()
        try await until("it writes again", within: .seconds(30)) { try await service.metric("postduif_store_writable") == 1 }
        await prometheus.stop()
        await service.stop()
        await sink.stop()
    }

    @Test("a relay's certificate that ends within two weeks")
    func certificate() async throws {
        let folder = try TemporaryFolder()
        let made = try await Command.run([
            "openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "5", "-subj", "/CN=relay", "-addext",
            "subjectAltName=IP:127.0.0.1", "-keyout", folder.file("key"), "-out", folder.file("certificate"),
        ])
        try #require(made.status == 0, "\(made.errors)")
        var options = ServerOptions()
        options.tls = TLSFiles(certificatePath: folder.file("certificate"), keyPath: folder.file("key"))
        let (store, sink) = try await Self.relay(options)
        let (service, prometheus) = try await Self.start(
            "{ name: sink, url: \"smtp://127.0.0.1:\(sink.port)\", tls: starttls, ca_file: \(folder.file("certificate")) }")
        #expect(try await service.postCode("jan@example.be").status == 202)
        #expect(await store.wait(untilCount: 1, timeout: .seconds(30)))
        try await prometheus.fires("PostduifCertificateEnds", ["use": "relay", "name": "sink"])
        let ready = try await service.get("/readyz")
        #expect(ready.status == 200 && ready.body.contains("the certificate of relay sink ends at"), "\(ready.body)")
        await prometheus.stop()
        await service.stop()
        await sink.stop()
    }

    @Test("a limit that refuses much")
    func limit() async throws {
        let (_, sink) = try await Self.relay()
        let (service, prometheus) = try await Self.start(ServiceProcess.clear(sink.port))
        try await prometheus.isScraping(service)
        // Over several scrapes: a rise is told from two of them.
        for _ in 0..<3 {
            for _ in 0..<15 { _ = try await service.postCode("jan@example.be") }
            try await prometheus.isScraping(service)
        }
        try await prometheus.fires("PostduifLimitRefuses", ["limit": "per_recipient_per_minute"])
        await prometheus.stop()
        await service.stop()
        await sink.stop()
    }

    // MARK: Steps

    private static func relay(_ options: ServerOptions = ServerOptions()) async throws -> (InboxStore, RunningInbox) {
        let store = InboxStore(clock: ManualClock())
        return (store, try await InboxServer.start(options, store: store))
    }

    private static func start(
        _ relay: String, _ extra: String = "", shim: StorageShim? = nil
    ) async throws -> (ServiceProcess, Prometheus) {
        let metrics = try FreePort.next()
        let service = try ServiceProcess(relay: relay, extra: "metrics: { port: \(metrics) }\n\(extra)")
        try await service.prepare()
        try await service.start(environment: shim?.environment(service) ?? [])
        return (service, try await Prometheus(scraping: metrics))
    }
}

extension Prometheus {
    /// Waits until it has scraped what the service shows now.
    func isScraping(_ service: ServiceProcess) async throws {
        let before = try await scrapes()
        try await until("two more scrapes", within: .seconds(20)) { try await self.scrapes() >= before + 2 }
    }

    /// Samples that it has of the service.
    private func scrapes() async throws -> Int {
        struct Answer: Decodable {
            struct Vector: Decodable { let result: [Sample] }
            struct Sample: Decodable { let value: [Value] }
            enum Value: Decodable {
                case time, text(String)
                init(from decoder: any Decoder) throws {
                    self = (try? decoder.singleValueContainer().decode(String.self)).map { .text($0) } ?? .time
                }
            }
            let data: Vector
        }
        let query = "count_over_time(up%7Bjob%3D%22postduif%22%7D%5B1h%5D)"
        let answer = try await Command.run(["curl", "-sf", url("/api/v1/query?query=\(query)")])
        let found = try JSONDecoder().decode(Answer.self, from: Data(answer.output.utf8)).data.result.first?.value.last
        guard case .text(let text)? = found else { return 0 }
        return Int(text) ?? 0
    }
}
