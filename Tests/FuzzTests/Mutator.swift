import TestKit

/// Makes new inputs of old ones: the same for the same seed.
struct Mutator {
    private let random: SeededRandom
    private let corpus: [[UInt8]]
    private let tokens: [[UInt8]]

    /// Longer inputs find nothing that shorter ones do not, and take their time.
    static let longest = 4_096

    init(seed: UInt64, corpus: [[UInt8]], tokens: [String]) {
        random = SeededRandom(seed: seed)
        self.corpus = corpus
        self.tokens = tokens.map { Array($0.utf8) }
    }

    func next() -> [UInt8] {
        var input = any(corpus)
        for _ in 0...below(4) { change(&input) }
        return Array(input.prefix(Self.longest))
    }

    private func change(_ input: inout [UInt8]) {
        let place = below(input.count + 1)
        switch below(9) {
        case 0 where !input.isEmpty: input[below(input.count)] ^= 1 << UInt8(below(8))
        case 1 where !input.isEmpty: input[below(input.count)] = UInt8(truncatingIfNeeded: random.next())
        case 2: input.insert(contentsOf: any(tokens), at: place)
        case 3: input.removeSubrange(place..<min(input.count, place + 1 + below(8)))
        case 4: input = Array(input.prefix(place))
        case 5: splice(any(corpus), into: &input, at: place)
        case 6: repeatPart(of: &input, at: place)
        case 7: input.insert(any(Self.edges), at: place)
        default: input.replaceSubrange(place..<min(input.count, place + below(6)), with: any(tokens))
        }
    }

    /// A part of another input.
    private func splice(_ other: [UInt8], into input: inout [UInt8], at place: Int) {
        let start = below(other.count + 1)
        input.replaceSubrange(place..., with: other[start...])
    }

    private func repeatPart(of input: inout [UInt8], at place: Int) {
        let part = input[place..<min(input.count, place + 1 + below(16))]
        for _ in 0..<(1 << below(7)) where input.count < Self.longest { input.insert(contentsOf: part, at: place) }
    }

    /// Octets at the edges of classes: controls, the ends of ASCII, parts of UTF-8.
    private static let edges: [UInt8] = [
        0, 9, 10, 13, 0x1F, 0x20, 0x22, 0x2E, 0x40, 0x5C, 0x7F, 0x80, 0xBF, 0xC0, 0xC3, 0xE2, 0xED, 0xF0, 0xF4, 0xFF,
    ]

    private func below(_ bound: Int) -> Int { Int(random.next() % UInt64(max(1, bound))) }
    private func any<Element>(_ elements: [Element]) -> Element { elements[below(elements.count)] }
}
