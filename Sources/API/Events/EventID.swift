/// What a client has seen of an activation and its message: the `id` of an event, which comes back as `Last-Event-ID`.
///
/// A state of its own and no number in a row: it means the same after a restart, and nobody keeps what was sent to whom.
struct EventID: Hashable, Sendable {
    /// Fingerprints; `nil`: not seen, or there is none.
    var activation: UInt64?
    var message: UInt64?

    init() {}

    /// Parses what ``text`` writes. Anything else has seen nothing.
    init(_ text: String) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 2, parts.allSatisfy({ $0.utf8.count <= 16 }) else { return }
        activation = UInt64(parts[0], radix: 16)
        message = UInt64(parts[1], radix: 16)
    }

    /// `9f86d081884c7d65-5e884898da280471`; what was not seen is left out.
    var text: String {
        [activation, message].map { $0.map { String($0, radix: 16) } ?? "" }.joined(separator: "-")
    }

    /// FNV-1a of 64 bits: told apart are states of one thing, and whoever makes up an identifier misleads nobody but himself.
    static func fingerprint(_ document: [UInt8]) -> UInt64 {
        document.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    }
}
