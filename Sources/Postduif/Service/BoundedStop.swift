import ServiceLifecycle

/// A service that has only so long for its graceful stop: then it is cancelled, so that those that stop after it have their time.
///
/// A client that sends its request an octet at a time would hold up the end of all for as long as it may take for a body.
struct BoundedStop<Base: Service>: Service {
    let base: Base
    let patience: Duration
    let pause: @Sendable (Duration) async throws -> Void

    func run() async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await base.run() }
            group.addTask {
                try await gracefulShutdown()
                try await pause(patience)
            }
            try await group.next()
            group.cancelAll()
            // What the one that was cancelled throws is that it was.
            while case .failure? = await group.nextResult() {}
        }
    }
}
