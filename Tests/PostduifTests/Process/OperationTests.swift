import Foundation
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
}
