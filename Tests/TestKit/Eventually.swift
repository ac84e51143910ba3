/// Waits for a condition that other threads bring about, looking every other millisecond.
///
/// - Returns: Whether it came true within the limit, which only a failing test reaches.
package func eventually(within limit: Duration = .seconds(20), _ condition: @Sendable () async throws -> Bool) async rethrows -> Bool {
    let clock = SteadyClock()
    let deadline = clock.monotonic + limit
    while clock.monotonic < deadline {
        if try await condition() { return true }
        try? await Task.sleep(for: .milliseconds(2))
    }
    return try await condition()
}
