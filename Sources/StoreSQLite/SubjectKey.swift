/// The first 16 octets of an HMAC, by which limit counters and pending challenges are found. A shorter subject is filled up with zeros.
///
/// Nobody without the key can make two of them meet.
struct SubjectKey: Hashable, Comparable, Sendable {
    let high: UInt64
    let low: UInt64

    init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    init(_ subject: [UInt8]) {
        func word(from start: Int) -> UInt64 {
            (start..<start + 8).reduce(0) { $0 << 8 | (subject.indices.contains($1) ? UInt64(subject[$1]) : 0) }
        }
        self.init(high: word(from: 0), low: word(from: 8))
    }

    var firstOctet: Int { Int(high >> 56) }

    /// The order of their octets, which is SQLite's for blobs.
    static func < (left: SubjectKey, right: SubjectKey) -> Bool { (left.high, left.low) < (right.high, right.low) }

    /// Half of it, since HMACs are spread as they are.
    func hash(into hasher: inout Hasher) { hasher.combine(low) }
}
