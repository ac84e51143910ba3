/// One run: a service is asked for mails from many sides, is killed at a point, starts again, and everything is counted.
struct CrashRun {
    let point: CrashPoint
    let seed: UInt64
    let shim: String

    func tally() async throws -> CrashTally {
        let bench = try await CrashBench(point: point, seed: seed, shim: shim)
        switch point.setting {
        case .line: return try await line(bench)
        case .backup: return try await BackupCrash(bench: bench).tally()
        case .migration: return try await MigrationCrash(bench: bench).tally()
        }
    }

    private func line(_ bench: CrashBench) async throws -> CrashTally {
        try await bench.service.prepare()
        try? await bench.service.start(environment: bench.fatal)
        let requests = await bench.ask()
        let wasKilled = await bench.wasKilled()
        try await bench.service.start()
        return try await bench.tally(requests, wasKilled: wasKilled)
    }
}
