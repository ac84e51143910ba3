import Logging
import Metrics

/// Logs to standard error, metrics to the registry; set once at start.
enum Telemetry {
    static func bootstrap(level: Logger.Level) -> PrometheusRegistry {
        LoggingSystem.bootstrap { label in
            var handler = StreamLogHandler.standardError(label: label)
            handler.logLevel = level
            return handler
        }
        let registry = PrometheusRegistry()
        MetricsSystem.bootstrap(registry)
        return registry
    }
}
