/// Pauses and resumes, durably: what is paused stays so over a restart.
package protocol PauseControlling: Sendable {
    /// All that is paused.
    var pauses: Set<QueuePause> { get async }

    /// Pauses or resumes; what is so already stays so. Returns when the change is on disk and in force.
    func setPaused(_ isPaused: Bool, _ pause: QueuePause, by actor: AuditActor) async throws
}
