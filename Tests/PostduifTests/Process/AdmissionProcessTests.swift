import Foundation
import Inbox
import TestKit
import Testing

/// The gate of the built program.
@Suite("Admission", .serialized)
struct AdmissionProcessTests {
    private static let activation = """
        {"citizen_number": "70.01.01-998.61", "case": "no_eid", "email": "els@example.be", "language": "fr", \
        "municipality": "62063", "identification": {"document": "passport", "country": "BE", "checked_with": "checkdoc", \
        "result": "no_hit"}}
        """

    @Test("codes that do not go out shut the gate for codes alone; it opens by itself when the relay is back")
    func outage() async throws {
        let port = try FreePort.next()
        let service = try ServiceProcess(relay: ServiceProcess.clear(port), extra: "admission: { oldest_code: 2s }")
        try await service.prepare()
        try await service.start()
        #expect(try await service.postCode("c0@example.be").status == 202)
        var number = 0
        try await until("codes are refused", within: .seconds(20)) {
            number += 1
            let answer = try await service.postCode("c\(number)@example.be")
            #expect(answer.status == 202 || answer.isOverloaded, "\(answer.status) \(answer.body)")
            return answer.isOverloaded
        }
        let ready = try await service.get("/readyz")
        #expect(ready.status == 200 && ready.body.contains("degraded") && ready.body.contains("new codes are refused"), "\(ready.body)")
        #expect(ready.body.contains("relay sink is away"), "\(ready.body)")
        #expect(try await service.metric("postduif_admission_closed{reason=\"oldest_code\"}") == 1)
        #expect(try await service.metric("postduif_admission_refusals_total{reason=\"oldest_code\"}") >= 1)
        #expect(try await service.post("/v1/activations", Self.activation).status == 201)

        let inbox = InboxStore(clock: ManualClock())
        let relay = try await InboxServer.start(ServerOptions(port: port), store: inbox)
        try await until("codes are taken again", within: .seconds(60)) {
            number += 1
            return try await service.postCode("c\(number)@example.be").status == 202
        }
        try await until("ready", within: .seconds(20)) { try await service.get("/readyz").body.contains("\"ready\"") }
        #expect(try await service.metric("postduif_admission_closed{reason=\"oldest_code\"}") == 0)
        await service.stop()
        await relay.stop()
    }

    @Test("a process that is too large takes no new mail, and says so")
    func memory() async throws {
        // More than this it holds from the start.
        let service = try ServiceProcess(relay: ServiceProcess.clear(1), extra: "admission: { memory_mib: 1 }")
        try await service.prepare()
        try await service.start()
        try await until("refused", within: .seconds(20)) {
            try await service.get("/readyz").body.contains("new mails are refused: the process is too large")
        }
        for answer in [try await service.postCode("jan@example.be"), try await service.post("/v1/activations", Self.activation)] {
            #expect(answer.isOverloaded && answer.retryAfter == 5, "\(answer.status) \(answer.body)")
        }
        #expect(try await service.get("/v1/messages").status == 200)
        await service.stop()
    }
}
