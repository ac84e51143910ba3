import Mail
import Metrics

/// The writer's measures; made once.
struct StoreMetrics: Sendable {
    private let commit = Timer(label: "postduif_store_commit_seconds")
    private let size = Recorder(label: "postduif_store_batch_size")
    private let writable = Gauge(label: "postduif_store_writable")
    private let failures = Counter(label: "postduif_store_write_failures_total")
    private let checkpoint = Timer(label: "postduif_store_checkpoint_seconds")

    func committed(requests: Int, after duration: Duration) {
        commit.recordNanoseconds(max(0, duration.microseconds) &* 1_000)
        size.record(requests)
    }

    /// Until the first batch that fails it is taken for writable.
    func begin() { note(isWritable: true) }

    func note(isWritable: Bool) { writable.record(isWritable ? 1 : 0) }

    /// A batch was rolled back as a whole.
    func failed() { failures.increment() }

    /// The log was copied into the database, or a part of it.
    func copied(after duration: Duration) {
        checkpoint.recordNanoseconds(max(0, duration.microseconds) &* 1_000)
    }
}
