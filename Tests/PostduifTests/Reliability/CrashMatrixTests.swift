import Foundation
import TestKit
import Testing

/// The promise of the queue, proved by killing: nothing acknowledged is lost, nobody gets a second mail that was not in doubt.
///
/// `make reliability` does many runs of each and writes the table of docs/reliability.md.
@Suite("Crash matrix", .serialized, .enabled(if: CrashShim.isAvailable))
struct CrashMatrixTests {
    private static let environment = ProcessInfo.processInfo.environment
    private static let runs = environment["CRASH_RUNS"].flatMap(Int.init) ?? 1
    private static let seed = environment["CRASH_SEED"].flatMap(UInt64.init) ?? 1

    /// All, or those that `CRASH_POINTS` names with commas.
    private static let points = CrashPoint.allCases.filter { point in
        environment["CRASH_POINTS"].map { $0.split(separator: ",").contains { $0 == point.rawValue } } ?? true
    }

    @Test("killed at", arguments: points)
    func killed(_ point: CrashPoint) async throws {
        let folder = try TemporaryFolder()
        let shim = try await CrashShim.build(in: folder)
        var total = CrashTally()
        for run in 0..<Self.runs {
            let seed = Self.seed &+ UInt64(run) &* 1_000 &+ UInt64(point.occurrences)
            let tally = try await CrashRun(point: point, seed: seed, shim: shim).tally()
            #expect(tally.unreached == 0, "seed \(seed)")
            #expect(tally.lost == 0, "seed \(seed)")
            #expect(tally.unexplained == 0, "seed \(seed): \(tally.duplicates) duplicates, \(tally.inDoubt) in doubt")
            #expect(tally.foreign == 0, "seed \(seed)")
            #expect(tally.late == 0, "seed \(seed)")
            #expect(tally.inDoubt <= CrashBench.connections, "seed \(seed): a connection has one dot at a time")
            total = total + tally
        }
        try Self.report(total.row(point.title))
    }

    @Test func `the table adds up, and takes the most of a kill`() {
        var (one, other) = (CrashTally(), CrashTally())
        (one.runs, one.inDoubt, one.inDoubtMost, one.late) = (1, 3, 3, 1)
        (other.runs, other.inDoubt, other.inDoubtMost, other.expired) = (2, 2, 1, 5)
        #expect((one + other).row("x") == "| x | 3 | 0 | 0 | 1 | 5 | 0 | 0 | 0 | 5, 3 |")
    }

    /// Appends a row to the file that was asked for.
    private static func report(_ row: String) throws {
        guard let path = environment["CRASH_TABLE"] else { return }
        let former = (try? String(contentsOfFile: path, encoding: .utf8)) ?? CrashTally.heading + "\n"
        try (former + row + "\n").write(toFile: path, atomically: true, encoding: .utf8)
    }
}
