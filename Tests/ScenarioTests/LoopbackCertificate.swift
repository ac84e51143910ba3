import Foundation
import TestKit
import Testing

/// A certificate for loopback that vouches for itself, made by the openssl command.
final class LoopbackCertificate: Sendable {
    static let program = "/usr/bin/openssl"
    static var isPossible: Bool { FileManager.default.isExecutableFile(atPath: program) }

    private let folder: SpoolFolder
    var certificate: String { folder.file("certificate.pem") }
    var key: String { folder.file("key.pem") }

    private init() throws { folder = try SpoolFolder() }

    static func make() async throws -> LoopbackCertificate {
        let made = try LoopbackCertificate()
        let process = try ChildProcess([
            program, "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2", "-subj",
            "/CN=localhost",
            "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1", "-keyout", made.key, "-out", made.certificate,
        ])
        await process.end()
        try #require(process.terminationStatus == 0)
        return made
    }
}
