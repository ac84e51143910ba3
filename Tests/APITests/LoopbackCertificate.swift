import Foundation
import TestKit

/// A self-signed certificate for localhost, made by the openssl command, in a folder that goes with it.
final class LoopbackCertificate: Sendable {
    struct Failed: Error {
        let status: Int32
    }

    static let isPossible = FileManager.default.isExecutableFile(atPath: program)
    private static let program = "/usr/bin/openssl"

    private let folder: URL
    var certificate: String { folder.appending(path: "certificate.pem").path() }
    var key: String { folder.appending(path: "key.pem").path() }

    init() async throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "postduif-tls-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let process = try ChildProcess([
            Self.program, "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2", "-subj",
            "/CN=localhost",
            "-addext", "subjectAltName=DNS:localhost", "-keyout", key, "-out", certificate,
        ])
        await process.end()
        guard process.terminationStatus == 0 else { throw Failed(status: process.terminationStatus) }
    }

    deinit { try? FileManager.default.removeItem(at: folder) }
}
