import Logging
import Mail
import Metrics

/// Logs to standard error, metrics to the registry; set once at start.
enum Telemetry {
    static func bootstrap(_ log: Configuration.Log, clock: any TimeSource = SystemClock()) -> PrometheusRegistry {
        LoggingSystem.bootstrap { label in
            var handler: any LogHandler =
                switch log.format {
                case .text: TextLogHandler(stream: .standardError(label: label))
                case .json: JSONLogHandler(label: label, clock: clock, write: { Output.log($0) })
                }
            handler.logLevel = log.level
            return handler
        }
        let registry = PrometheusRegistry()
        MetricsSystem.bootstrap(registry)
        Gauge(label: "postduif_build_info", dimensions: [("version", Version.text)]).record(1)
        return registry
    }
}
