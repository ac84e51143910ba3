/// Three of one shape: a generic one stays generic in the other modules, at ten times the cost.
extension [UInt8] {
    /// Appends the octets of a number, most significant first.
    package mutating func append(bigEndian number: UInt16) {
        Swift.withUnsafeBytes(of: number.bigEndian) { append(contentsOf: $0) }
    }

    /// Appends the octets of a number, most significant first.
    package mutating func append(bigEndian number: UInt32) {
        Swift.withUnsafeBytes(of: number.bigEndian) { append(contentsOf: $0) }
    }

    /// Appends the octets of a number, most significant first.
    package mutating func append(bigEndian number: UInt64) {
        Swift.withUnsafeBytes(of: number.bigEndian) { append(contentsOf: $0) }
    }
}
