import API
import Mail

/// Answers from one probe for a second: `/readyz` needs no credential, and each probe is a synced write.
///
/// Who asks while a probe runs waits for that one.
actor SharedReadiness: ReadinessReporting {
    /// How long an answer holds.
    static let life: Duration = .seconds(1)

    private let probe: any ReadinessReporting
    private let clock: any TimeSource
    private var last: (readiness: Readiness, at: Duration)?
    private var running: Task<Readiness, Never>?

    init(_ probe: any ReadinessReporting, clock: any TimeSource) {
        self.probe = probe
        self.clock = clock
    }

    func readiness() async -> Readiness {
        if let last, clock.monotonic - last.at < Self.life { return last.readiness }
        if let running { return await running.value }
        // A task of its own: a caller who hangs up must not end it for the others.
        let task = Task { await probe.readiness() }
        running = task
        let readiness = await task.value
        last = (readiness, clock.monotonic)
        running = nil
        return readiness
    }
}
