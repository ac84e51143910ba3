/// CRC-32 as in ISO 3309 and zip: finds typing mistakes, protects against nobody.
enum CRC32 {
    static func checksum(of octets: [UInt8]) -> UInt32 {
        var remainder: UInt32 = 0xFFFF_FFFF
        for octet in octets {
            remainder ^= UInt32(octet)
            for _ in 0..<8 { remainder = remainder >> 1 ^ (remainder & 1 == 1 ? 0xEDB8_8320 : 0) }
        }
        return ~remainder
    }

    /// Most significant octet first.
    static func octets(of octets: [UInt8]) -> [UInt8] {
        let checksum = checksum(of: octets)
        return stride(from: UInt32(24), through: 0, by: -8).map { UInt8(truncatingIfNeeded: checksum >> $0) }
    }
}
