import ServiceLifecycle

/// Runs the script when the service listens; with `once` its end stops everything, else it leaves the rest running.
struct DemoScriptService: Service {
    let script: DemoScript
    let listening: AsyncStream<Void>
    let once: Bool
    let finish: @Sendable (Result<DemoResult, any Error>) -> Void

    func run() async throws {
        for await _ in listening { break }
        do {
            let result = try await script.run()
            finish(.success(result))
            guard !once else { return }
        } catch {
            finish(.failure(error))
            return
        }
        try? await gracefulShutdown()
    }
}
