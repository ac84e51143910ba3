import Console
import CoreMetrics
import Synchronization

/// Keeps all metrics of the process and writes them in Prometheus text format (version 0.0.4).
///
/// A backend for swift-metrics: the targets know only its API. Counters and gauges are atomic; a histogram takes a lock for a few ns.
final class PrometheusRegistry: MetricsFactory {
    private struct Key: Hashable {
        let name: String
        let labels: String
    }

    private struct State {
        var counters: [Key: PrometheusCounter] = [:]
        var gauges: [Key: PrometheusGauge] = [:]
        var histograms: [Key: PrometheusHistogram] = [:]
    }

    private let state = Mutex(State())

    // MARK: MetricsFactory

    func makeCounter(label: String, dimensions: [(String, String)]) -> any CounterHandler {
        find(label, dimensions, in: \.counters) { PrometheusCounter() }
    }

    func makeRecorder(label: String, dimensions: [(String, String)], aggregate: Bool) -> any RecorderHandler {
        guard aggregate else { return find(label, dimensions, in: \.gauges) { PrometheusGauge() } }
        return find(label, dimensions, in: \.histograms) { PrometheusHistogram(buckets: Self.buckets(for: label)) }
    }

    func makeMeter(label: String, dimensions: [(String, String)]) -> any MeterHandler {
        find(label, dimensions, in: \.gauges) { PrometheusGauge() }
    }

    func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler {
        find(label, dimensions, in: \.histograms) { PrometheusHistogram(buckets: Self.buckets(for: label)) }
    }

    func destroyCounter(_ handler: any CounterHandler) {}
    func destroyRecorder(_ handler: any RecorderHandler) {}
    func destroyMeter(_ handler: any MeterHandler) {}
    func destroyTimer(_ handler: any TimerHandler) {}

    // MARK: Figures

    /// From the request to the relay's 250, by kind, since the start.
    func latency() -> [String: LatencyCounts] {
        let histograms = state.withLock { $0.histograms }
        var found: [String: LatencyCounts] = [:]
        for (key, histogram) in histograms where key.name == "postduif_request_to_acceptance_seconds" {
            // `kind="one_time_code"`: kinds are names of folders and hold nothing to escape.
            let kind = key.labels.split(separator: "\"").dropFirst().first.map(String.init) ?? key.labels
            found[kind] = histogram.latency
        }
        return found
    }

    // MARK: Text

    /// All metrics, sorted by name and labels, each name with its HELP and TYPE lines.
    func text() -> String {
        let (counters, gauges, histograms) = state.withLock { ($0.counters, $0.gauges, $0.histograms) }
        var families: [String: (type: String, lines: [String])] = [:]
        for (key, counter) in counters {
            families[key.name, default: ("counter", [])].lines.append("\(key.name)\(Self.braces(key.labels)) \(counter.value)")
        }
        for (key, gauge) in gauges {
            families[key.name, default: ("gauge", [])].lines.append("\(key.name)\(Self.braces(key.labels)) \(Self.number(gauge.value))")
        }
        for (key, histogram) in histograms {
            families[key.name, default: ("histogram", [])].lines.append(histogram.lines(name: key.name, labels: key.labels))
        }
        return families.sorted { $0.key < $1.key }
            .map { Self.help(of: $0.key) + "# TYPE \($0.key) \($0.value.type)\n" + $0.value.lines.sorted().joined(separator: "\n") + "\n" }
            .joined()
    }

    private static func help(of name: String) -> String { MetricHelp.texts[name].map { "# HELP \(name) \($0)\n" } ?? "" }

    static func braces(_ labels: String) -> String { labels.isEmpty ? "" : "{\(labels)}" }

    static func number(_ value: Double) -> String {
        value == value.rounded() && abs(value) < 1e15 ? String(Int64(value)) : "\(value)"
    }

    private func find<Metric: Sendable>(
        _ label: String, _ dimensions: [(String, String)], in metrics: any WritableKeyPath<State, [Key: Metric]> & Sendable,
        make: () -> Metric
    ) -> Metric {
        let labels = dimensions.map { "\($0.0)=\"\(Self.escaped($0.1))\"" }.joined(separator: ",")
        let key = Key(name: label, labels: labels)
        return state.withLock { state in
            if let known = state[keyPath: metrics][key] { return known }
            let metric = make()
            state[keyPath: metrics][key] = metric
            return metric
        }
    }

    private static func escaped(_ value: String) -> String {
        var text = ""
        for character in value.unicodeScalars {
            switch character {
            case "\\": text += "\\\\"
            case "\"": text += "\\\""
            case "\n": text += "\\n"
            default: text.unicodeScalars.append(character)
            }
        }
        return text
    }

    /// Upper bounds; sizes count by powers of two, times in seconds from 0.5 ms to 10 min.
    private static func buckets(for label: String) -> [Double] {
        label.hasSuffix("_size")
            ? [1, 2, 4, 8, 16, 32, 64, 128, 256]
            : [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 600]
    }
}
