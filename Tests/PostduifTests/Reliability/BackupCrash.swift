import Foundation
import Testing

/// Killed while an operator makes a backup: its file is not there, or whole; the service is as after any other kill.
struct BackupCrash {
    let bench: CrashBench

    func tally() async throws -> CrashTally {
        let service = bench.service
        let file = service.folder.file("backup.sqlite")
        try? await service.start(environment: bench.fatal)
        async let asked = bench.ask()
        async let backup = service.command(["backup", file])
        let (requests, interrupted) = (await asked, try await backup)
        let wasKilled = await bench.wasKilled()
        #expect(!wasKilled || interrupted.status == 3, "seed \(bench.seed): \(interrupted.errors)")
        if FileManager.default.fileExists(atPath: file) { _ = try await restored(file) }
        try await service.start()
        let again = try await service.command(["backup", file, "--force"])
        #expect(again.status == 0, "seed \(bench.seed): \(again.errors)")
        #expect(try FileManager.default.contentsOfDirectory(atPath: service.folder.path).allSatisfy { !$0.contains(".partial") })
        let known = try await restored(file)
        let acknowledged = requests.count { $0.answer != nil }
        #expect(known >= acknowledged, "seed \(bench.seed): \(known) of \(acknowledged) in the backup")
        return try await bench.tally(requests, wasKilled: wasKilled)
    }

    /// Messages that a service started from the file knows; its relay is away.
    private func restored(_ file: String) async throws -> Int {
        let restored = try ServiceProcess(relay: ServiceProcess.clear(1))
        try restored.restore(file, sealKey: bench.service.queue + "/seal.key")
        restored.key = bench.service.key
        try await restored.acceptRestored()
        try await restored.start()
        let queue = try await restored.get("/v1/queue").body
        await restored.stop()
        let states = ["queued", "leased", "held", "accepted", "rejected", "expired", "cancelled", "in_doubt"]
        return states.reduce(0) { $0 + CrashBench.count($1, in: queue) }
    }
}
