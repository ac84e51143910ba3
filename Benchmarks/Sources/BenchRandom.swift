import Mail
import Synchronization

/// SplitMix64 from a seed, without a lock: the same numbers in every run, and none that a secret should be drawn from.
final class BenchRandom: RandomSource {
    private static let step: UInt64 = 0x9E37_79B9_7F4A_7C15
    private let state: Atomic<UInt64>

    init(seed: UInt64) { state = Atomic(seed) }

    func next() -> UInt64 {
        var word = state.wrappingAdd(Self.step, ordering: .relaxed).newValue
        word = (word ^ word >> 30) &* 0xBF58_476D_1CE4_E5B9
        word = (word ^ word >> 27) &* 0x94D0_49BB_1331_11EB
        return word ^ word >> 31
    }
}
