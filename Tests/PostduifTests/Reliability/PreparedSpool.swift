import Foundation

/// A spool with its key and its municipality, made once and copied for each run: two commands less in each.
struct PreparedSpool {
    private let service: ServiceProcess

    init() async throws {
        service = try ServiceProcess(relay: ServiceProcess.clear(1))
        try await service.prepare()
    }

    /// Gives a service that has none a copy.
    func copy(to other: ServiceProcess) throws {
        try FileManager.default.copyItem(atPath: service.queue, toPath: other.queue)
        other.key = service.key
    }
}
