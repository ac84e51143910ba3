import Foundation
import Testing

/// The library that makes the storage fail, and the file that tells it how.
struct StorageShim {
    static let isAvailable = Command.exists("cc")

    private let folder: TemporaryFolder
    private let library: String
    private var control: String { folder.file("fault") }

    /// Builds the library.
    init() async throws {
        folder = try TemporaryFolder()
        library = folder.file("storage.so")
        let source = ServiceProcess.root + "/Tests/Shims/storage.c"
        let built = try await Command.run(["cc", "-shared", "-fPIC", "-O2", "-o", library, source, "-ldl"])
        try #require(built.status == 0, "\(built.errors)")
    }

    /// What a service is started with to be in its hands.
    func environment(_ service: ServiceProcess) -> [String] {
        ["LD_PRELOAD=\(library)", "STORAGE_SPOOL=\(service.queue)", "STORAGE_FAULT=\(control)"]
    }

    /// From now on this fails.
    func fail(_ fault: StorageFault) throws {
        try? FileManager.default.removeItem(atPath: control + ".given")
        try fault.text.write(toFile: control, atomically: true, encoding: .utf8)
    }

    /// Nothing fails any more.
    func heal() throws { try FileManager.default.removeItem(atPath: control) }

    /// How often something failed.
    var given: Int {
        (try? FileManager.default.attributesOfItem(atPath: control + ".given")[.size] as? Int).flatMap { $0 } ?? 0
    }
}
