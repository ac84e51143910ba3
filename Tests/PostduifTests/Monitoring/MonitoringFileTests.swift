import Foundation
import Testing
import Yams

@testable import Postduif

/// The files that monitoring is set up with: `deploy/prometheus`, `deploy/grafana`, and what docs/operations.md says of them.
@Suite("Files of monitoring")
struct MonitoringFileTests {
    private struct Dashboard: Decodable {
        struct Panel: Decodable {
            let title: String
            let type: String
            let gridPos: Place
            let targets: [Target]?
        }
        struct Place: Decodable {
            let h, w, x, y: Int
        }
        struct Target: Decodable {
            let expr: String
        }
        let panels: [Panel]
    }

    private struct Rules: Decodable {
        struct Group: Decodable {
            let rules: [Rule]
        }
        struct Rule: Decodable {
            let alert: String
            let expr: String
            let labels: [String: String]
            let annotations: [String: String]
        }
        let groups: [Group]
    }

    private static func text(_ path: String) throws -> String {
        try String(contentsOfFile: ServiceProcess.root + "/" + path, encoding: .utf8)
    }

    private static func dashboard() throws -> Dashboard {
        try JSONDecoder().decode(Dashboard.self, from: Data(try text("deploy/grafana/postduif.json").utf8))
    }

    private static func rules() throws -> [Rules.Rule] {
        try YAMLDecoder().decode(Rules.self, from: try text("deploy/prometheus/postduif.rules.yaml")).groups.flatMap(\.rules)
    }

    /// Names of an expression that nobody has.
    private static func unknown(in expression: String) -> [String] {
        expression.matches(of: /postduif_[a-z_]+/).map { String($0.output) }.filter { name in
            MetricHelp.texts[name] == nil
                && !["_bucket", "_sum", "_count"].contains {
                    name.hasSuffix($0) && MetricHelp.texts[String(name.dropLast($0.count))] != nil
                }
        }
    }

    @Test("the dashboard asks for nothing that does not exist, and every metric is on it")
    func dashboard() throws {
        let panels = try Self.dashboard().panels
        #expect(panels.filter { $0.type == "row" }.map(\.title) == ["Codes", "Queue", "Relays", "Store", "HTTP", "Limits"])
        let expressions = panels.flatMap { $0.targets ?? [] }.map(\.expr)
        #expect(panels.filter { $0.type != "row" }.allSatisfy { $0.targets?.isEmpty == false })
        #expect(expressions.flatMap(Self.unknown) == [])
        #expect(Self.unknown(in: "rate(postduif_invented_total[5m]) + postduif_store_commit_seconds_bucket") == ["postduif_invented_total"])
        let all = expressions.joined(separator: "\n")
        #expect(MetricHelp.texts.keys.filter { !all.contains($0) }.sorted() == [])
    }

    @Test("no panel of the dashboard lies over another, and none leaves the grid")
    func places() throws {
        var taken: Set<[Int]> = []
        for place in try Self.dashboard().panels.map(\.gridPos) {
            #expect(place.x >= 0 && place.x + place.w <= 24 && place.h > 0)
            for x in place.x..<place.x + place.w {
                for y in place.y..<place.y + place.h { #expect(taken.insert([x, y]).inserted) }
            }
        }
    }

    @Test("each alert asks for what exists, says whom it wakes, and leads to its part of the handbook")
    func runbooks() throws {
        let rules = try Self.rules()
        #expect(rules.count >= 15)
        let headings = try Self.text("docs/operations.md").split(separator: "\n").filter { $0.hasPrefix("#") }
            .map { $0.drop { $0 == "#" || $0 == " " }.lowercased().replacing(" ", with: "-") }
        for rule in rules {
            #expect(Self.unknown(in: rule.expr) == [], "\(rule.alert)")
            #expect(["page", "ticket"].contains(rule.labels["severity"]), "\(rule.alert)")
            #expect(rule.annotations["summary"] != nil && rule.annotations["description"] != nil, "\(rule.alert)")
            #expect(rule.annotations["runbook"] == "docs/operations.md#\(rule.alert.lowercased())")
            #expect(headings.contains(rule.alert.lowercased()), "\(rule.alert) has no part in the handbook")
        }
    }

    @Test("the handbook lists every metric, and no other")
    func table() throws {
        let rows = try Self.text("docs/operations.md").split(separator: "\n").compactMap { line in
            line.firstMatch(of: /^\| `(postduif_[a-z_]+)/).map { String($0.output.1) }
        }
        #expect(rows.sorted() == MetricHelp.texts.keys.sorted())
    }

    @Test("promtool takes the rules, plays them, and takes each expression of the dashboard", .enabled(if: Command.exists("promtool")))
    func promtool() async throws {
        let rules = ServiceProcess.root + "/deploy/prometheus/postduif.rules.yaml"
        let checked = try await Command.run(["promtool", "check", "rules", "--lint-fatal", rules])
        #expect(checked.status == 0, "\(checked.output)\(checked.errors)")
        let played = try await Command.run(["promtool", "test", "rules", rules.replacing(".rules.yaml", with: ".test.yaml")])
        #expect(played.status == 0, "\(played.output)\(played.errors)")
        let tested = Set(try Self.text("deploy/prometheus/postduif.test.yaml").matches(of: /alertname: (\w+)/).map { String($0.output.1) })
        #expect(try Set(Self.rules().map(\.alert)) == tested)
        let folder = try TemporaryFolder()
        let records = try Self.dashboard().panels.flatMap { $0.targets ?? [] }.enumerated().map { index, target in
            let expression = target.expr.replacing("$__rate_interval", with: "5m").replacing("$instance", with: ".*")
            return "      - { record: \"panel:\(index)\", expr: '\(expression)' }"
        }
        try folder.write("groups:\n  - name: dashboard\n    rules:\n" + records.joined(separator: "\n"), to: "dashboard.yaml")
        let taken = try await Command.run(["promtool", "check", "rules", folder.file("dashboard.yaml")])
        #expect(taken.status == 0, "\(taken.output)\(taken.errors)")
    }
}
