/// Where an audit log ends, or where what is kept of it begins: the number and MAC of one entry.
package struct AuditEnd: Hashable, Sendable, CustomStringConvertible {
    package let number: Int64
    package let mac: [UInt8]

    /// Octets of a MAC.
    static let macOctets = 32

    /// Before the first entry.
    package static let beginning = AuditEnd(number: 0, mac: [UInt8](repeating: 0, count: macOctets))

    package init(number: Int64, mac: [UInt8]) {
        self.number = number
        self.mac = mac
    }

    /// Parses ``description``; `nil` when it is none.
    package init?(_ text: String) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, let number = Int64(parts[0]), number > 0, let mac = Hexadecimal.bytes(parts[1]),
            mac.count == Self.macOctets
        else { return nil }
        self.init(number: number, mac: mac)
    }

    /// `1024:3f2a…`, for somebody who notes it elsewhere.
    package var description: String { "\(number):\(Hexadecimal.text(mac))" }
}
