import Foundation
import Testing

/// The library that kills, built once.
enum CrashShim {
    static let isAvailable = Command.exists("cc")

    /// Builds it into a folder and returns its path.
    static func build(in folder: TemporaryFolder) async throws -> String {
        let library = folder.file("crash.so")
        let source = ServiceProcess.root + "/Tests/Shims/crash.c"
        let built = try await Command.run(["cc", "-shared", "-fPIC", "-O2", "-o", library, source, "-ldl"])
        try #require(built.status == 0, "\(built.errors)")
        return library
    }
}
