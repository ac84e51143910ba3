import Queue

/// One write, waiting for the writer.
struct WriteRequest: Sendable {
    let origin: WriteOrigin
    /// Does the writing and returns the answer, to be given after the commit. Repeatable: it runs again when its batch is rolled back.
    let run: @Sendable (WriteBatch) throws -> @Sendable () -> Void
    /// The answer when nothing was written.
    let fail: @Sendable (StoreFault) -> Void
}
