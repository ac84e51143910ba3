import ServiceLifecycle

/// Tells who started the service that it lives, as long as it does, and when it ends.
struct Watchdog: Service {
    let manager: ServiceManager
    /// Whether the service answers; must end by itself.
    let isAlive: @Sendable () async -> Bool
    let pause: @Sendable (Duration) async throws -> Void

    func run() async throws {
        if let limit = manager.watchdog {
            await cancelWhenGracefulShutdown {
                while !Task.isCancelled {
                    if await isAlive() { manager.alive() }
                    do { try await pause(limit / 2) } catch { return }
                }
            }
        } else {
            try? await gracefulShutdown()
        }
        manager.stopping()
    }

    /// Asks the service how its queue stands, as an operator does: through the socket, the event loops, the store and the line. A refusal is
    /// an answer too; no answer in ten seconds is none.
    static func answers(_ socket: String) async -> Bool {
        do {
            _ = try await SocketAdministration(path: socket).queueStatus()
            return true
        } catch { return !(error is ServiceUnavailable) }
    }
}
