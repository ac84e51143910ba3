/// The one place where a task waits for time.
enum Pause {
    static let task: @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) }
}
