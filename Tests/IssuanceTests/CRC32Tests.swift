import Testing

@testable import Issuance

/// Against values known elsewhere.
@Suite struct CRC32Tests {
    /// The check value of CRC-32/ISO-HDLC; the others computed with Python's zlib.crc32.
    @Test(arguments: [("", 0), ("123456789", 0xCBF4_3926), ("a", 0xE8B7_BE43), ("pdk_\u{0}\u{FF}", 0x24E4_3121)] as [(String, UInt32)])
    func `It is that of zip`(text: String, checksum: UInt32) {
        #expect(CRC32.checksum(of: Array(text.utf8)) == checksum)
        #expect(CRC32.octets(of: Array(text.utf8)) == [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: checksum >> $0) })
    }
}
