import Foundation
import Inbox
import TestKit
import Testing

@testable import Postduif

/// What a running service shows to Prometheus.
@Suite("Metrics", .serialized)
struct MetricsTests {
    /// The contract's names, their types, and labels that every one of their samples has.
    private static let contract: [(name: String, type: String, labels: Set<String>)] = [
        ("postduif_messages_total", "counter", ["kind", "language", "outcome"]),
        ("postduif_queue_messages", "gauge", ["lane", "state"]),
        ("postduif_queue_oldest_age_seconds", "gauge", ["lane"]),
        ("postduif_request_to_acceptance_seconds", "histogram", ["kind"]),
        ("postduif_submission_seconds", "histogram", ["relay", "stage"]),
        ("postduif_relay_breaker", "gauge", ["relay", "state"]),
        ("postduif_in_doubt_total", "counter", ["kind"]),
        ("postduif_store_commit_seconds", "histogram", []),
        ("postduif_store_batch_size", "histogram", []),
        ("postduif_http_request_seconds", "histogram", ["route", "status"]),
        ("postduif_limit_refusals_total", "counter", ["limit"]),
    ]

    @Test("has every metric of the contract with its type and labels, each with its help, and promtool finds nothing to say")
    func contract() async throws {
        let (store, sink, service) = try await Self.start("canary: { address: canary@example.be, every: 10s }")
        for status in [202, 429] { #expect(try await service.postCode("jan@example.be").status == status) }
        #expect(await store.wait(untilCount: 4, timeout: .seconds(30)))
        try await until("canaries are shown", within: .seconds(20)) { try await service.metric("postduif_canary_accepted_total") == 3 }
        try await until("gauges are shown", within: .seconds(20)) {
            try await Self.text(service).contains("postduif_canary_interval_seconds 10")
        }
        let text = try await Self.text(service)
        let types = Self.lines("# TYPE ", of: text), help = Self.lines("# HELP ", of: text)
        for metric in Self.contract {
            #expect(types[metric.name] == metric.type, "\(metric.name)")
            let samples = Self.samples(of: metric.name, in: text)
            #expect(!samples.isEmpty, "\(metric.name)")
            for labels in samples { #expect(labels.subtracting(["le"]) == metric.labels, "\(metric.name) \(labels)") }
        }
        #expect(types.keys.sorted() == help.keys.sorted())
        // Shown once something was refused, cut or written over: not in this short life.
        let later: Set = ["postduif_certificate_end_timestamp_seconds", "postduif_store_checkpoint_seconds"]
        #expect(Set(MetricHelp.texts.keys).subtracting(types.keys).isSubset(of: later))
        if Command.exists("promtool") { try await Self.checkWithPromtool(text) }
        await service.stop()
        await sink.stop()
    }

    @Test("counts messages that end without a relay, and canaries never among those of citizens")
    func ended() async throws {
        let (store, sink, service) = try await Self.start("canary: { address: canary@example.be, every: 10s }")
        #expect(await store.wait(untilCount: 3, timeout: .seconds(30)))
        let paused = try await service.command(["queue", "pause", "--lane", "code"])
        #expect(paused.status == 0, "\(paused.errors)")
        #expect(try await service.postCode("jan@example.be").status == 202)
        let cancelled = try await service.command(["queue", "cancel", "--kind", "one_time_code", "--yes"])
        #expect(cancelled.status == 0, "\(cancelled.errors)")
        let labels = "{kind=\"one_time_code\",language=\"nl\",outcome=\"cancelled\"}"
        #expect(try await service.metric("postduif_messages_total" + labels) == 1)
        #expect(try await service.metric("postduif_messages_total") == 1)
        #expect(try await service.get("/readyz").body.contains("lane code is paused"))
        let totals = try await service.get("/v1/queue").body
        #expect(totals.contains("\"accepted\":0") && totals.contains("\"cancelled\":1"), "\(totals)")
        let listed = try await service.get("/v1/messages?kind=canary").body
        #expect(listed.contains("\"messages\":[]"), "\(listed)")
        await service.stop()
        await sink.stop()
    }

    @Test("counts a mail in two languages, and shows it, under the one that its activation says", arguments: ["accepted", "cancelled"])
    func twoLanguages(outcome: String) async throws {
        let (store, sink, service) = try await Self.start("")
        let added = try await service.command([
            "municipality", "add", "--nis", "21004", "--name", "Brussel", "--agreement-signed-on", "2026-01-15", "--signatory", "A",
            "--function", "burgemeester",
        ])
        #expect(added.status == 0, "\(added.output)\(added.errors)")
        if outcome == "cancelled" { #expect(try await service.command(["queue", "pause", "--lane", "link"]).status == 0) }
        let issued = try await service.post(
            "/v1/activations",
            """
            {"citizen_number": "70.01.01-998.61", "case": "no_eid", "email": "jan@example.be", "language": null, "municipality": "21004", \
            "identification": {"document": "passport", "country": "BE", "checked_with": "checkdoc", "result": "no_hit"}}
            """)
        #expect(issued.status == 201 && issued.body.contains(#""language":"nl","languages":["nl","fr"]"#), "\(issued.body)")
        if outcome == "cancelled" {
            #expect(try await service.command(["queue", "cancel", "--kind", "activation_link", "--yes"]).status == 0)
        } else {
            #expect(await store.wait(untilCount: 1, timeout: .seconds(30)))
        }
        let labels = "{kind=\"activation_link\",language=\"nl\",outcome=\"\(outcome)\"}"
        try await until("it is counted", within: .seconds(20)) { try await service.metric("postduif_messages_total") == 1 }
        #expect(try await service.metric("postduif_messages_total" + labels) == 1)
        let id = try #require(issued.body.firstMatch(of: #/msg_[0-9a-z]+/#)).0
        let shown = try await service.command(["queue", "show", String(id)])
        #expect(shown.output.contains("activation_link (nl+fr) to example.be"), "\(shown.output)\(shown.errors)")
        let listed = try await service.command(["queue", "list", "--json"])
        #expect(listed.output.filter { !$0.isWhitespace }.contains(#""languages":["nl","fr"]"#), "\(listed.output)")
        await service.stop()
        await sink.stop()
    }

    @Test("canaries reach each relay through each lane, name nobody, and one for a relay that is away goes to no other")
    func canaries() async throws {
        let stores = (0..<2).map { _ in InboxStore(clock: ManualClock()) }
        let (first, second) = (
            try await InboxServer.start(ServerOptions(), store: stores[0]), try await InboxServer.start(ServerOptions(), store: stores[1])
        )
        let relays = [first, second].enumerated().map { index, sink in
            "{ name: r\(index), url: \"smtp://127.0.0.1:\(sink.port)\", tls: none, priority: \(index + 1) }"
        }
        let service = try ServiceProcess(
            relay: relays.joined(separator: ", "), extra: "canary: { address: canary@example.be, every: 10s }")
        try await service.prepare()
        try await service.start()
        for (index, store) in stores.enumerated() {
            #expect(await store.wait(untilCount: 3, timeout: .seconds(30)))
            let subjects = Set(store.messages.map { String(decoding: $0.raw, as: UTF8.self) }.flatMap { Self.subjects($0) })
            #expect(subjects == Set(["code", "link", "notice"].map { "Postduif canary: relay r\(index), lane \($0)" }))
            #expect(Set(store.messages.flatMap(\.recipients)) == ["canary@example.be"])
        }
        await first.stop()
        let before = stores[1].messages.count
        try await until("the second goes on, the first is away", within: .seconds(40)) {
            try await service.metric("postduif_relay_breaker{relay=\"r0\",state=\"closed\"}") == 0 && stores[1].messages.count >= before + 6
        }
        let foreign = stores[1].messages.filter { String(decoding: $0.raw, as: UTF8.self).contains("relay r0") }
        #expect(foreign.isEmpty)
        await service.stop()
        await second.stop()
    }

    // MARK: Steps

    private static func start(_ extra: String) async throws -> (InboxStore, RunningInbox, ServiceProcess) {
        let store = InboxStore(clock: ManualClock())
        let sink = try await InboxServer.start(ServerOptions(), store: store)
        let service = try ServiceProcess(relay: ServiceProcess.clear(sink.port), extra: extra)
        try await service.prepare()
        try await service.start()
        return (store, sink, service)
    }

    private static func text(_ service: ServiceProcess) async throws -> String {
        try await Command.run(["curl", "-s", "--unix-socket", service.queue + "/postduif.sock", "http://localhost/metrics"]).output
    }

    private static func checkWithPromtool(_ text: String) async throws {
        let folder = try TemporaryFolder()
        try folder.write(text, to: "metrics")
        let checked = try await Command.run(["sh", "-c", "promtool check metrics < \(folder.file("metrics"))"])
        #expect(checked.status == 0 && (checked.output + checked.errors).isEmpty, "\(checked.output)\(checked.errors)")
    }

    /// What stands behind each name: its type or its help.
    private static func lines(_ prefix: String, of text: String) -> [String: String] {
        let pairs = text.split(separator: "\n").filter { $0.hasPrefix(prefix) }.map { line in
            let words = line.dropFirst(prefix.count).split(separator: " ", maxSplits: 1)
            return (String(words[0]), String(words[1]))
        }
        return Dictionary(uniqueKeysWithValues: pairs)
    }

    /// The names of the labels of each sample of a metric, those of a histogram's parts too.
    private static func samples(of name: String, in text: String) -> [Set<String>] {
        let names = Set([name] + ["_bucket", "_sum", "_count"].map { name + $0 })
        return text.split(separator: "\n").compactMap { line in
            guard names.contains(String(line.prefix { $0 != "{" && $0 != " " })) else { return nil }
            guard let start = line.firstIndex(of: "{"), let end = line.lastIndex(of: "}") else { return [] }
            return Set(line[line.index(after: start)..<end].matches(of: /([a-z]+)="/).map { String($0.output.1) })
        }
    }

    private static func subjects(_ message: String) -> [String] {
        message.split(separator: "\r\n").filter { $0.hasPrefix("Subject: ") }.map { String($0.dropFirst("Subject: ".count)) }
    }
}
