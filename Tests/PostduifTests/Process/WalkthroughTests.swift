import Foundation
import Testing

@testable import Postduif

/// `Examples/walkthrough.sh` at the built program: the procedure of each case through HTTP alone, and every refusal.
@Suite("Walkthrough")
struct WalkthroughTests {
    @Test("from an agreement to a verified code in all three cases, and each problem by its code", .timeLimit(.minutes(5)))
    func walkthrough() async throws {
        let ports = try (0..<3).map { _ in String(try FreePort.next()) }
        let walked = try await Command.run(
            ["timeout", "240", "bash", ServiceProcess.root + "/Examples/walkthrough.sh", ServiceProcess.binary],
            environment: [
                "WALKTHROUGH_HTTP_PORT": ports[0], "WALKTHROUGH_SMTP_PORT": ports[1], "WALKTHROUGH_INBOX_PORT": ports[2],
            ])
        #expect(walked.status == 0, "\(walked.output.suffix(400))\(walked.errors)")
        for step in ["Case no_eid", "Case no_number", "Case eid_unusable", "All of it passed."] {
            #expect(walked.output.contains(step), "\(step)")
        }
        let problems = [
            "unauthenticated", "forbidden", "agreement-missing", "not-found", "conflict", "idempotency-conflict", "invalid", "warnings",
            "too-many-requests", "overloaded", "activation-invalid", "code-invalid", "identification-hit",
        ]
        for problem in problems { #expect(walked.output.contains(" \(problem):"), "\(problem)") }
    }
}
