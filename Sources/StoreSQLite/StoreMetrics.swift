import Mail
import Metrics

/// The writer's measures; made once.
struct StoreMetrics: Sendable {
    private let commit = Timer(label: "postduif_store_commit_seconds")
    private let size = Recorder(label: "postduif_store_batch_size")

    func committed(requests: Int, after duration: Duration) {
        commit.recordNanoseconds(max(0, duration.microseconds) &* 1_000)
        size.record(requests)
    }
}
