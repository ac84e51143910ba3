import ServiceLifecycle

/// Keeps an issuer's keys fresh beside the requests: without it the first token after a quiet night would be judged by the keys of the
/// evening, whatever their issuer took back since.
struct KeySetRenewal: Service {
    let keys: KeySetCache
    /// Waits for time; a parameter so that tests need not.
    let pause: @Sendable (Duration) async throws -> Void

    /// Between two looks; after a fetch that failed it is the time until the next.
    static let interval: Duration = .seconds(5 * 60)

    func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                do { try await pause(Self.interval) } catch { return }
                await keys.renewIfDue()
            }
        }
    }
}
