import Mail

/// What a ``Memtable`` keeps under a key.
protocol MemtableValue: Sendable {
    /// The length of its form in the log.
    static var octets: Int { get }

    /// Nobody asks for it any more: it need not go into its table.
    func isOver(at now: Instant) -> Bool

    /// Appends exactly ``octets``.
    func append(to log: inout [UInt8])

    /// - Parameter log: Exactly ``octets``.
    init(reading log: ArraySlice<UInt8>)
}

extension ArraySlice<UInt8> {
    /// The eight octets at an offset, most significant first.
    func word(at offset: Int) -> UInt64 {
        self[(startIndex + offset)..<(startIndex + offset + 8)].reduce(0) { $0 << 8 | UInt64($1) }
    }
}
