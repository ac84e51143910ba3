/// Where an audit log ends, or where what is kept of it begins: the number and MAC of one entry.
package struct AuditEnd: Hashable, Sendable {
    package let number: Int64
    package let mac: [UInt8]

    /// Before the first entry.
    package static let beginning = AuditEnd(number: 0, mac: [UInt8](repeating: 0, count: 32))

    package init(number: Int64, mac: [UInt8]) {
        self.number = number
        self.mac = mac
    }
}
