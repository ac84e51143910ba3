/// CRC-32 as in ISO 3309 and zip: finds typing mistakes, protects against nobody.
enum CRC32 {
    static func checksum(of octets: [UInt8]) -> UInt32 {
        var remainder: UInt32 = 0xFFFF_FFFF
        // Looked up once: it is made when it is first asked for, which each look would check.
        let table = table
        for octet in octets { remainder = remainder >> 8 ^ table[Int(UInt8(truncatingIfNeeded: remainder) ^ octet)] }
        return ~remainder
    }

    /// Most significant octet first.
    static func octets(of octets: [UInt8]) -> [UInt8] {
        withUnsafeBytes(of: checksum(of: octets).bigEndian) { Array($0) }
    }

    /// What is left of each octet after eight steps of the division by the polynomial.
    private static let table: [UInt32] = (0..<256).map { octet in
        (0..<8).reduce(UInt32(octet)) { remainder, _ in remainder >> 1 ^ (remainder & 1 == 1 ? 0xEDB8_8320 : 0) }
    }
}
