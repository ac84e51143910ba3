import Mail

/// What people put between the groups of a code that they copy by hand.
enum TypedText {
    /// The bytes without spaces, no-break spaces, hyphens and dashes.
    static func withoutSeparators(_ typed: Secret) -> [UInt8] {
        var kept: [UInt8] = []
        kept.reserveCapacity(typed.count)
        for scalar in typed.revealText().unicodeScalars where !isSeparator(scalar) { kept.append(contentsOf: Array(String(scalar).utf8)) }
        return kept
    }

    private static func isSeparator(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09, 0x0A, 0x0D, 0x20, 0x2D, 0xA0, 0x2010...0x2015, 0x2009, 0x202F, 0x2212: true
        default: false
        }
    }
}
