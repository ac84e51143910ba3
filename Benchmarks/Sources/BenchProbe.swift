import API
import Queue

/// What the routes ask beside the issuer: all is well, and nothing is paused.
struct BenchProbe: ReadinessReporting, RelayReporting, PauseControlling {
    let relays: [RelayReport] = []
    let pauses: Set<QueuePause> = []

    func readiness() async -> Readiness { .ready }
    func setPaused(_ isPaused: Bool, _ pause: QueuePause, by actor: AuditActor) async throws { throw BenchFault("nothing is paused here") }
}
