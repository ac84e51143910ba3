package import Mail

/// The digits of a one-time code, uniformly drawn.
package struct OneTimeCodeText: Sendable {
    /// How many digits a code may have: 6 are 19.9 bits, 8 are 26.6.
    package static let digitCounts = 6...8

    /// The digits alone, as the HMAC takes them.
    package let digits: Secret

    /// A fresh code. `count` is brought into ``digitCounts``.
    package init(count: Int = 6, random: some RandomSource) {
        let count = min(max(count, Self.digitCounts.lowerBound), Self.digitCounts.upperBound)
        var bound: UInt64 = 1
        for _ in 0..<count { bound *= 10 }
        var number = random.next(below: bound)
        var text = [UInt8](repeating: 0x30, count: count)
        for index in stride(from: count - 1, through: 0, by: -1) {
            text[index] += UInt8(number % 10)
            number /= 10
        }
        digits = Secret(text)
    }

    /// As a person typed it: spaces and hyphens do not count. `nil` unless 6 to 8 ASCII digits remain.
    package init?(typed: Secret) {
        guard typed.count <= 64 else { return nil }
        let kept = TypedText.withoutSeparators(typed)
        guard Self.digitCounts.contains(kept.count), kept.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        digits = Secret(kept)
    }
}
