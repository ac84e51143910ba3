import API
import Foundation
import Logging
import Mail
import Queue
import Synchronization

/// Readiness and relays as the test sets them.
final class Probe: ReadinessReporting, RelayReporting, PauseControlling {
    private let state = Mutex<Readiness>(.ready)

    func set(_ readiness: Readiness) { state.withLock { $0 = readiness } }

    func readiness() async -> Readiness { state.withLock { $0 } }

    private let paused = Mutex<Set<QueuePause>>([])

    var pauses: Set<QueuePause> { paused.withLock { $0 } }

    func setPaused(_ isPaused: Bool, _ pause: QueuePause, by actor: AuditActor) async throws {
        paused.withLock { pauses in
            if isPaused { pauses.insert(pause) } else { pauses.remove(pause) }
        }
    }

    private let known = Mutex([
        RelayReport(
            name: "primary", breaker: "closed", priority: 1, weight: 3, connections: 4, concurrency: 2, inFlight: 1, isPlain: true,
            isBare: false)
    ])

    func set(relays: [RelayReport]) { known.withLock { $0 = relays } }

    var relays: [RelayReport] { known.withLock { $0 } }
}

/// What a test does at the moment in which a limit refuses something.
final class LimitListener: Sendable {
    private let act = Mutex<(@Sendable (String) -> Void)?>(nil)
    private let heard = Mutex<[String]>([])

    /// All limits that refused, in their order.
    var names: [String] { heard.withLock(\.self) }

    func set(_ act: @escaping @Sendable (_ limit: String) -> Void) { self.act.withLock { $0 = act } }

    func refused(_ limit: String) {
        heard.withLock { $0.append(limit) }
        act.withLock { $0 }?(limit)
    }
}

/// Keeps every log line at every level, with its metadata.
struct LogLines: LogHandler {
    private final class Kept: Sendable {
        let lines = Mutex<[String]>([])
    }

    private let kept = Kept()
    /// Of one logger, as a handler's must be; the lines are those of all.
    var metadata: Logger.Metadata = [:]
    var logLevel: Logger.Level = .trace

    var all: [String] { kept.lines.withLock { $0 } }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        let metadata = self.metadata.merging(event.metadata ?? [:]) { $1 }
        kept.lines.withLock { $0.append("\(event.level) \(event.message) \(metadata)") }
    }
}

/// `openapi.yaml` at the root of the repository.
enum OpenAPIFile {
    static func bytes(file: String = #filePath) throws -> [UInt8] {
        let root = URL(filePath: file).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        return Array(try Data(contentsOf: root.appending(path: "openapi.yaml")))
    }
}

/// Bodies that are right.
enum Bodies {
    static func activation(
        language: String = "fr", municipality: String = "62063", email: String = "jan.peeters@example.be", result: String = "not_applicable"
    ) -> String {
        """
        {"citizen_number":"\(Service.number)","case":"no_eid","email":"\(email)","language":"\(language)","municipality":"\(municipality)",\
        "identification":{"document":"passport","country":"MA","checked_with":"prado","result":"\(result)"}}
        """
    }

    static let code = #"{"recipient":{"email":"jan@example.be","language":"nl"},"purpose":"sign-in","binding":"session-1"}"#
}
