import API
import Delivery
import Logging
import Mail
import Metrics
import Queue
import ServiceLifecycle

/// Looks each second at what admission goes by, so that no request does.
struct AdmissionSampling: Service {
    let admission: Admission
    let rule: AdmissionRule
    let store: any QueueStore
    /// When the oldest code in the line's memory was issued that waits for its first attempt.
    let oldestInMemory: @Sendable () -> Instant?
    let isRelayAway: @Sendable () -> Bool
    /// Of the queue's disk.
    let disk: @Sendable () -> (free: Int64, size: Int64)?
    /// Of this process.
    let memory: @Sendable () -> Int64?
    /// Gives freed memory back to the system, which alone makes a process smaller.
    let trim: @Sendable () -> Void
    let clock: any TimeSource
    let logger: Logger
    let pause: @Sendable (Duration) async throws -> Void

    private static let interval: Duration = .seconds(1)

    func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                await look()
                do { try await pause(Self.interval) } catch { return }
            }
        }
    }

    /// One look. A figure that cannot be had counts as none.
    func look() async {
        let former = admission.reasons
        if former.contains(AdmissionReasons(.memory)) { trim() }
        let reasons = rule.refused(after: former, await figures())
        guard admission.set(reasons) != reasons else { return }
        for reason in reasons.subtracting(former).all {
            logger.error("new mails are refused", metadata: ["admission.reason": "\(reason.rawValue)"])
        }
        for reason in former.subtracting(reasons).all {
            logger.notice("new mails are taken again", metadata: ["admission.reason": "\(reason.rawValue)"])
        }
    }

    private func figures() async -> AdmissionFigures {
        let queued = try? await store.oldestUntried(in: .code)
        let oldest = [queued ?? nil, oldestInMemory()].compactMap(\.self).min()
        let now = clock.now
        let figures = AdmissionFigures(
            oldestCode: oldest.map { max(now - $0, .zero) } ?? .zero, isRelayAway: isRelayAway(), disk: disk(), memory: memory())
        record(figures)
        return figures
    }

    private func record(_ figures: AdmissionFigures) {
        Gauge(label: "postduif_queue_oldest_untried_age_seconds", dimensions: [("lane", Lane.code.rawValue)])
            .record(figures.oldestCode.secondsAsDouble)
        if let disk = figures.disk {
            Gauge(label: "postduif_disk_free_bytes").record(disk.free)
            Gauge(label: "postduif_disk_size_bytes").record(disk.size)
        }
        if let memory = figures.memory { Gauge(label: "postduif_resident_memory_bytes").record(memory) }
    }
}
