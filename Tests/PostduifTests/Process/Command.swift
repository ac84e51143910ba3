import Foundation
import TestKit

/// Runs a program to its end and keeps what it wrote.
///
/// Waits without blocking: the cooperative pool has one thread per core, and a wait that held one would starve every other test. It is ended
/// with the task that waits for it.
struct Command {
    let status: Int32
    let output: String
    let errors: String

    @discardableResult
    static func run(_ arguments: [String], environment: [String: String] = [:], directory: String? = nil) async throws -> Command {
        let folder = try TemporaryFolder()
        let (out, err) = (folder.file("out"), folder.file("err"))
        _ = FileManager.default.createFile(atPath: out, contents: nil)
        _ = FileManager.default.createFile(atPath: err, contents: nil)
        let process = try ChildProcess(
            arguments, environment: ProcessInfo.processInfo.environment.merging(environment) { $1 }, directory: directory,
            output: try FileHandle(forWritingTo: URL(fileURLWithPath: out)),
            errors: try FileHandle(forWritingTo: URL(fileURLWithPath: err)))
        await withTaskCancellationHandler {
            await process.end()
        } onCancel: {
            // Its whole group: what it started ends with it.
            if process.isRunning { kill(-process.processIdentifier, SIGTERM) }
        }
        return Command(
            status: process.terminationStatus, output: try String(contentsOfFile: out, encoding: .utf8),
            errors: try String(contentsOfFile: err, encoding: .utf8))
    }

    static func exists(_ program: String) -> Bool {
        ["/usr/bin/", "/usr/sbin/", "/bin/", "/sbin/", "/usr/local/bin/"].contains {
            FileManager.default.isExecutableFile(atPath: $0 + program)
        }
    }
}

/// A folder that goes with its owner.
final class TemporaryFolder: Sendable {
    let path: String

    init() throws {
        path = FileManager.default.temporaryDirectory.appendingPathComponent("postduif-test-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func file(_ name: String) -> String { path + "/" + name }

    func write(_ text: String, to name: String, mode: Int = 0o644) throws {
        _ = FileManager.default.createFile(atPath: file(name), contents: Data(text.utf8), attributes: [.posixPermissions: mode])
    }
}
