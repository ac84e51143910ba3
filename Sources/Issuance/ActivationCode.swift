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

    /// Why a typed text cannot be a code, whoever's; `nil` when it can. It says nothing that is not printed on every paper.
    package static func fault(of typed: Secret) -> TypedCodeFault? {
        let kept = TypedText.withoutSeparators(typed)
        guard !kept.isEmpty else { return .empty }
        guard kept.allSatisfy({ CrockfordBase32.lenientValue(of: $0) != nil }) else { return .character }
        return kept.count == characters ? nil : .length(kept.count)
    }

    /// `XXXXX-XXXXX`, for the paper.
    package var grouped: Secret {
        let text = canonical.reveal()
        return Secret(text.prefix(5) + [UInt8(ascii: "-")] + text.suffix(5))
    }
}
