import Foundation
import Glibc

/// Plays the whole corpus of a target, then mutations of it.
///
/// `FUZZ_RUNS` sets how many, `FUZZ_SEED` from where. What was read last stands in `.build/fuzz/<target>.last`, should the process die.
struct FuzzRun<Target: FuzzTarget> {
    static var runs: Int { number("FUZZ_RUNS") ?? 20_000 }
    static var seed: UInt64 { UInt64(number("FUZZ_SEED") ?? 1) }

    /// Of one input, in processor time: a busy machine finds nothing.
    private static var mostSeconds: Double { 1 }

    let inputs: [(name: String, octets: [UInt8])]
    private let target: Target
    private let last: Int32

    init() throws {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        let folder = root.appendingPathComponent("Corpus/\(Target.name)")
        inputs = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted().map { name in
            (name, Array(try Data(contentsOf: folder.appendingPathComponent(name))))
        }
        target = try Target()
        let notes = root.appendingPathComponent("../../.build/fuzz").standardizedFileURL
        try FileManager.default.createDirectory(at: notes, withIntermediateDirectories: true)
        last = open(notes.appendingPathComponent("\(Target.name).last").path, O_WRONLY | O_CREAT | O_CLOEXEC, 0o600)
    }

    /// The first finding, with the input that showed it.
    func run() -> String? {
        defer { close(last) }
        for (name, octets) in inputs {
            if let finding = read(octets) { return "\(Target.name)/\(name): \(finding)" }
        }
        let mutator = Mutator(seed: Self.seed, corpus: inputs.map(\.octets), tokens: Target.tokens)
        for run in 0..<Self.runs {
            let input = mutator.next()
            if let finding = read(input) {
                return "\(Target.name), FUZZ_SEED=\(Self.seed), run \(run): \(finding)\n\(Self.shown(input))"
            }
        }
        return nil
    }

    private func read(_ input: [UInt8]) -> Finding? {
        ftruncate(last, 0)
        _ = input.withUnsafeBytes { pwrite(last, $0.baseAddress, $0.count, 0) }
        let began = Self.processorSeconds()
        do throws(Finding) { try target.read(input) } catch { return error }
        let took = Self.processorSeconds() - began
        return took > Self.mostSeconds ? Finding("took \(took) s") : nil
    }

    private static func processorSeconds() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    private static func number(_ name: String) -> Int? { ProcessInfo.processInfo.environment[name].flatMap(Int.init) }

    /// As a literal, and to be kept: `printf '…' > Tests/FuzzTests/Corpus/<target>/<what it was>`.
    private static func shown(_ input: [UInt8]) -> String {
        input.map { (0x20...0x7E).contains($0) && $0 != 0x5C ? String(UnicodeScalar($0)) : "\\x" + String($0, radix: 16) }.joined()
    }
}
