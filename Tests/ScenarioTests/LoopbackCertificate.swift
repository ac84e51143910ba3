import Foundation
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
        let process = Process()
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = [
            "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2", "-subj", "/CN=localhost",
            "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1", "-keyout", made.key, "-out", made.certificate,
        ]
        process.standardError = FileHandle.nullDevice
        // Waits without holding a thread of the pool.
        let ended = AsyncStream<Void>.makeStream()
        process.terminationHandler = { _ in ended.continuation.finish() }
        try process.run()
        for await _ in ended.stream {}
        try #require(process.terminationStatus == 0)
        return made
    }
}
