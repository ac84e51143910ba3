package import Mail

/// A short public word such as `K7M-2QX` that paper, mail and page share; drawn at random, derived from nothing.
package enum Reference {
    package static let characters = 6

    package static func make(random: some RandomSource) -> String {
        var word = random.next()
        var text: [UInt8] = []
        text.reserveCapacity(Self.characters + 1)
        for index in 0..<characters {
            if index == 3 { text.append(UInt8(ascii: "-")) }
            text.append(CrockfordBase32.alphabet[Int(word & 31)])
            word >>= 5
        }
        return String(decoding: text, as: UTF8.self)
    }
}
