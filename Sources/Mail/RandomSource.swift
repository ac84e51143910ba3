/// Where randomness comes from; a parameter everywhere, so that a seed repeats a test.
///
/// The running service passes the operating system's generator: every secret is drawn from it.
package protocol RandomSource: Sendable {
    /// 64 uniformly distributed bits.
    func next() -> UInt64
}

extension RandomSource {
    /// `count` uniformly distributed bytes.
    package func bytes(_ count: Int) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(count)
        while result.count < count {
            var word = next()
            for _ in 0..<min(8, count - result.count) {
                result.append(UInt8(truncatingIfNeeded: word))
                word >>= 8
            }
        }
        return result
    }

    /// A number in `0..<bound` without modulo bias (rejection of the incomplete last interval).
    package func next(below bound: UInt64) -> UInt64 {
        precondition(bound > 0, "a bound of zero leaves no number to choose")
        let threshold = (0 &- bound) % bound
        while true {
            let word = next()
            if word >= threshold { return word % bound }
        }
    }

    /// A number in `0..<1`.
    package func nextUnit() -> Double {
        Double(next() >> 11) * 0x1p-53
    }
}
