import Foundation
import TestKit
import Testing

/// What an operator sees of a running service and of one that does not run.
@Suite("Operation", .serialized)
struct OperationTests {
    @Test("a refusal by a limit is counted under the limit's name")
    func limitRefusals() async throws {
        let service = try ServiceProcess(relay: ServiceProcess.clear(1))
        try await service.prepare()
        try await service.start()
        #expect(try await service.metric("postduif_limit_refusals_total") == 0)
        for status in [202, 429, 429] { #expect(try await service.postCode("jan@example.be").status == status) }
        #expect(try await service.metric("postduif_limit_refusals_total{limit=\"per_recipient_per_minute\"}") == 2)
        #expect(try await service.metric("postduif_limit_refusals_total") == 2)
        await service.stop()
    }

    @Test("a command without a service ends at once: exit 3, or at the store itself", arguments: [false, true])
    func stopped(withSocket: Bool) async throws {
        let service = try ServiceProcess(relay: ServiceProcess.clear(1))
        try await service.prepare()
        if withSocket {
            // As SIGKILL leaves it: a socket in the directory, and nobody on it.
            try await service.start()
            await service.killHard()
            try #require(FileManager.default.fileExists(atPath: service.queue + "/postduif.sock"))
        }
        let begun = ContinuousClock.now
        let status = try await service.command(["queue", "status"])
        #expect(status.status == 3 && status.errors.contains("no service answers on \(service.queue)/postduif.sock"), "\(status.errors)")
        let keys = try await service.command(["key", "list"])
        #expect(keys.status == 0 && keys.output.contains("test"), "\(keys.errors)")
        // The former wait was 10 s for each of them: 20 in all.
        #expect(ContinuousClock.now - begun < .seconds(15))
    }

    @Test("a service that does not answer is not taken for one that does not run")
    func silent() async throws {
        let service = try ServiceProcess(relay: ServiceProcess.clear(1))
        try await service.prepare()
        try await service.start()
        kill(try #require(service.process).processIdentifier, SIGSTOP)
        let keys = try await service.command(["key", "list"])
        kill(try #require(service.process).processIdentifier, SIGCONT)
        #expect(keys.status == 3 && keys.errors.contains("does not answer"), "\(keys.errors)")
        await service.stop()
    }
}
