package import Mail

/// The code on paper: ten characters of Crockford's base 32, 50 bits, grouped 5-5.
package struct ActivationCode: Sendable {
    package static let characters = 10

    /// Ten characters of the alphabet in upper case, as the HMAC takes them.
    package let canonical: Secret

    /// A fresh code.
    package init(random: some RandomSource) {
        var word = random.next()
        var text: [UInt8] = []
        text.reserveCapacity(Self.characters)
        for _ in 0..<Self.characters {
            text.append(CrockfordBase32.alphabet[Int(word & 31)])
            word >>= 5
        }
        canonical = Secret(text)
    }

    /// As a person typed it: any case, with or without separators, O for 0, I and L for 1. `nil` unless ten characters remain.
    package init?(typed: Secret) {
        guard typed.count <= 64 else { return nil }
        let kept = TypedText.withoutSeparators(typed)
        guard kept.count == Self.characters else { return nil }
        var text: [UInt8] = []
        text.reserveCapacity(Self.characters)
        for character in kept {
            guard let value = CrockfordBase32.lenientValue(of: character) else { return nil }
            text.append(CrockfordBase32.alphabet[Int(value)])
        }
        canonical = Secret(text)
    }

    /// `XXXXX-XXXXX`, for the paper.
    package var grouped: Secret {
        let text = canonical.reveal()
        return Secret(text.prefix(5) + [UInt8(ascii: "-")] + text.suffix(5))
    }
}
