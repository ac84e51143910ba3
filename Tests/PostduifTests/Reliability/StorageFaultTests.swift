import Foundation
import Inbox
import TestKit
import Testing

/// What is left of the promise while the storage fails, cell by cell, on the built program.
@Suite("Storage faults", .serialized, .enabled(if: StorageShim.isAvailable))
struct StorageFaultTests {
    @Test("refused with 503 or kept for good, and no restart needed", arguments: StorageFault.matrix)
    func fault(_ fault: StorageFault) async throws {
        let shim = try await StorageShim()
        let inbox = InboxStore(clock: ManualClock())
        let relay = try await InboxServer.start(ServerOptions(), store: inbox)
        let service = try ServiceProcess(relay: ServiceProcess.clear(relay.port), extra: "limits: { per_key_per_minute: 0 }")
        try await service.prepare()
        try await service.start(environment: shim.environment(service))
        let traffic = Traffic()
        try await traffic.flow(to: service) {
            try await until("requests are taken", within: .seconds(30)) { traffic.acknowledged.count >= 30 }
            try shim.fail(fault)
            try await until("the storage failed", within: .seconds(60)) {
                try await Self.readMuch(service)
                // Connections that read are kept open, and all may be by now: a backup opens one of its own in any case.
                if fault.call == "open" { _ = try await service.command(["backup", service.folder.file("copy.sqlite"), "--force"]) }
                return shim.given > 0
            }
            if fault.lasts { try await outlast(fault, service, traffic) }
            try shim.heal()
            try await until("ready again", within: .seconds(30)) { try await service.get("/readyz").status == 200 }
            let before = traffic.acknowledged.count
            try await until("requests are taken again", within: .seconds(30)) { traffic.acknowledged.count >= before + 30 }
        }
        try await expectKept(traffic, service) { inbox.messages.flatMap(\.recipients) }
        await service.stop()
        await relay.stop()
    }

    /// While it lasts: what cannot be written is refused and said to probes; what can be is taken.
    private func outlast(_ fault: StorageFault, _ service: ServiceProcess, _ traffic: Traffic) async throws {
        guard fault.stopsWrites else {
            let before = traffic.acknowledged.count + traffic.refused.count
            return try await until("requests are answered", within: .seconds(30)) {
                try await Self.readMuch(service)
                return traffic.acknowledged.count + traffic.refused.count >= before + 30
            }
        }
        try await until("requests are refused", within: .seconds(30)) { traffic.refused.count >= 30 }
        try await until("not ready", within: .seconds(10)) { try await service.get("/readyz").status == 503 }
        let before = traffic.acknowledged.count
        let refused = traffic.refused.count
        try await until("requests go on being refused", within: .seconds(30)) { traffic.refused.count >= refused + 30 }
        #expect(traffic.acknowledged.count == before)
    }

    /// Several readers at once, so that connections to the database are opened and pages read.
    private static func readMuch(_ service: ServiceProcess) async throws {
        try await withThrowingTaskGroup(of: ServiceAnswer.self) { group in
            for _ in 0..<8 { group.addTask { try await service.get("/v1/messages?limit=200") } }
            for try await answer in group { #expect(answer.status == 200 || answer.isOverloaded, "\(answer.status) \(answer.body)") }
        }
    }
}

/// All that was acknowledged reaches the relay once, nothing that was refused does, and nothing is in doubt.
func expectKept(_ traffic: Traffic, _ service: ServiceProcess, seen: () -> [String]) async throws {
    try await until("everything acknowledged came to its end", within: .seconds(60)) {
        traffic.acknowledged.isSubset(of: Set(seen()))
    }
    try await until("everything is settled", within: .seconds(30)) {
        let queue = try await service.get("/v1/queue").body
        return !queue.contains(/"(queued|leased)":[1-9]/)
    }
    let seen = seen()
    #expect(traffic.odd.isEmpty, "\(traffic.odd.prefix(3))")
    #expect(seen.count == Set(seen).count, "\(seen.count - Set(seen).count) duplicates")
    #expect(traffic.refused.isDisjoint(with: seen), "refused and mailed")
    #expect(try await service.metric("postduif_in_doubt_total") == 0)
}
