import Foundation
import Testing

/// The queue, the line and their store under everything that goes wrong, thousands of times, each out of one number.
///
/// `SIMULATION_SEED=<n>` plays one seed and prints its last steps; `SIMULATION_SEEDS` sets how many are played.
@Suite struct SimulationTests {
    private static let seeds = number("SIMULATION_SEEDS") ?? 600
    private static let parts = 2

    private static func number(_ name: String) -> Int? { ProcessInfo.processInfo.environment[name].flatMap(Int.init) }

    @Test(arguments: 0..<parts)
    func `no promise is broken`(part: Int) async throws {
        if let seed = Self.number("SIMULATION_SEED") {
            if part == 0 { try await onThread { try Self.replay(UInt64(seed)) } }
            return
        }
        let tally = try await onThread {
            let database = try SimulatedDatabase()
            var tally = SimulationTally()
            for seed in stride(from: part + 1, through: Self.seeds, by: Self.parts) {
                let simulation = try Simulation(seed: UInt64(seed), database: database)
                do { try simulation.play() } catch {
                    Issue.record("seed \(seed): \(error)\n\(Self.command(UInt64(seed)))")
                    try Self.replay(UInt64(seed))
                    return tally
                }
                tally += simulation.tally
            }
            return tally
        }
        print("simulated, part \(part): \(tally)")
    }

    @Test func `the same seed is the same story`() async throws {
        let digests = try await onThread {
            let database = try SimulatedDatabase()
            return try (0..<2).map { _ in
                try (UInt64(1)...20).map { seed in
                    let simulation = try Simulation(seed: seed, database: database)
                    try simulation.play()
                    return simulation.digest
                }
            }
        }
        #expect(digests[0] == digests[1])
    }

    /// Plays a seed again, with its last steps.
    private static func replay(_ seed: UInt64) throws {
        let trace = SimulationTrace(most: number("SIMULATION_STEPS") ?? 120)
        let simulation = try Simulation(seed: seed, database: try SimulatedDatabase(), trace: trace)
        do {
            try simulation.play()
            print("seed \(seed): nothing broken, \(simulation.tally)")
        } catch {
            print(trace.last.joined(separator: "\n"))
            Issue.record("seed \(seed): \(error)\n\(command(seed))")
        }
    }

    private static func command(_ seed: UInt64) -> String {
        "again: SWIFT_DETERMINISTIC_HASHING=1 SIMULATION_SEED=\(seed) swift test --filter SimulationTests"
    }

    /// On a thread that may block.
    private func onThread<Result: Sendable>(_ body: @escaping @Sendable () throws -> Result) async throws -> Result {
        try await withCheckedThrowingContinuation { continuation in
            let thread = Thread { continuation.resume(with: Swift.Result { try body() }) }
            thread.stackSize = 8 << 20
            thread.start()
        }
    }
}
