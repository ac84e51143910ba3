/// Where an issuer's public keys come from.
protocol KeySetSource: Sendable {
    /// The bytes of a JSON Web Key Set, at most ``KeySetCache/octets``.
    func fetch() async throws(KeySetFault) -> [UInt8]
}

/// Why a key set was not had: a sentence for the log, without anything that the other side sent.
struct KeySetFault: Error, Hashable, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}
