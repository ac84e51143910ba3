import Foundation
import TestKit
import Testing

/// Prometheus itself on a loopback port: it scrapes a service each second and judges the alert rules of `deploy/`.
///
/// The rules are those that are delivered, save that `for` is taken out: how long a fault must last is played by `promtool test rules`.
final class Prometheus: Sendable {
    static let isAvailable = Command.exists("prometheus")
    static let rules = ServiceProcess.root + "/deploy/prometheus/postduif.rules.yaml"

    private let folder: TemporaryFolder
    private let process: ChildProcess
    private let port: Int

    /// - Parameter metricsPort: Of the service.
    init(scraping metricsPort: Int) async throws {
        folder = try TemporaryFolder()
        port = try FreePort.next()
        let delivered = try String(contentsOfFile: Self.rules, encoding: .utf8)
        let hurried = delivered.split(separator: "\n").filter { !$0.hasPrefix("        for: ") }.joined(separator: "\n")
        try folder.write(hurried, to: "rules.yaml")
        try folder.write(
            """
            global: { scrape_interval: 1s, scrape_timeout: 1s, evaluation_interval: 500ms }
            rule_files: [rules.yaml]
            scrape_configs: [{ job_name: postduif, static_configs: [{ targets: ["127.0.0.1:\(metricsPort)"] }] }]
            """, to: "prometheus.yml")
        let log = folder.file("log")
        _ = FileManager.default.createFile(atPath: log, contents: nil)
        process = try ChildProcess(
            [
                "prometheus", "--config.file", folder.file("prometheus.yml"), "--storage.tsdb.path", folder.file("data"),
                "--web.listen-address", "127.0.0.1:\(port)", "--log.level", "warn",
            ], errors: try FileHandle(forWritingTo: URL(fileURLWithPath: log)))
        try await until("Prometheus is ready", within: .seconds(60)) {
            try await Command.run(["curl", "-sf", self.url("/-/ready")]).status == 0
        }
    }

    deinit { if process.isRunning { kill(process.processIdentifier, SIGKILL) } }

    /// The labels of each alert that fires now, by its name.
    func firing() async throws -> [String: [[String: String]]] {
        struct Answer: Decodable {
            struct Alerts: Decodable { let alerts: [Alert] }
            struct Alert: Decodable {
                let labels: [String: String]
                let state: String
            }
            let data: Alerts
        }
        let answer = try await Command.run(["curl", "-sf", url("/api/v1/alerts")])
        let alerts = try JSONDecoder().decode(Answer.self, from: Data(answer.output.utf8)).data.alerts.filter { $0.state == "firing" }
        return Dictionary(grouping: alerts.map(\.labels)) { $0["alertname"] ?? "" }
    }

    /// Waits until an alert fires with these labels among its own.
    func fires(_ name: String, _ labels: [String: String] = [:], within limit: Duration = .seconds(30)) async throws {
        try await until("\(name) \(labels) fires", within: limit) {
            try await self.firing()[name, default: []].contains { found in labels.allSatisfy { found[$0.key] == $0.value } }
        }
    }

    func stop() async {
        kill(process.processIdentifier, SIGTERM)
        await process.end()
    }

    func url(_ path: String) -> String { "http://127.0.0.1:\(port)\(path)" }
}
