import Foundation
import TestKit

/// The openssl command, as certificate authority and as TLS client.
enum OpenSSL {
    struct Failed: Error {
        let status: Int32
    }

    struct Files {
        let folder: URL
        var certificate: String { folder.appendingPathComponent("certificate.pem").path }
        var key: String { folder.appendingPathComponent("key.pem").path }
    }

    static let path = "/usr/bin/openssl"
    static var isInstalled: Bool { FileManager.default.isExecutableFile(atPath: path) }

    /// A self-signed certificate for loopback in a folder of its own.
    static func certificate() async throws -> Files {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("inbox-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let files = Files(folder: folder)
        let process = try ChildProcess([
            path, "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2", "-subj",
            "/CN=localhost",
            "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1", "-keyout", files.key, "-out", files.certificate,
        ])
        await process.end()
        guard process.terminationStatus == 0 else { throw Failed(status: process.terminationStatus) }
        return files
    }

    /// Runs to its end with that input and answers what it printed; reads on a thread of its own.
    static func run(_ arguments: [String], input: String) async throws -> String {
        let (toProcess, fromProcess) = (Pipe(), Pipe())
        let process = try ChildProcess(
            [path] + arguments, input: toProcess.fileHandleForReading, output: fromProcess.fileHandleForWriting)
        // The other ends are the program's alone, so that each side sees the other's end.
        try toProcess.fileHandleForReading.close()
        try fromProcess.fileHandleForWriting.close()
        try toProcess.fileHandleForWriting.write(contentsOf: Data(input.utf8))
        let reader = fromProcess.fileHandleForReading
        let said = try await withCheckedThrowingContinuation { continuation in
            Thread.detachNewThread { continuation.resume(with: Result { try reader.readToEnd() ?? Data() }) }
        }
        await process.end()
        return String(decoding: said, as: UTF8.self)
    }
}
