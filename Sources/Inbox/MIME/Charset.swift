/// Text from octets of the charsets that Belgian mail comes in.
enum Charset {
    /// UTF-8 and ASCII, ISO 8859-1 and -15, Windows-1252; anything else is read as UTF-8 with replacement characters.
    static func text(_ octets: some Collection<UInt8>, _ charset: String) -> String {
        switch charset.lowercased() {
        case "iso-8859-1", "latin1", "windows-1252", "cp1252": scalars(octets, windows1252)
        case "iso-8859-15", "latin9": scalars(octets, latin9)
        default: String(decoding: octets, as: UTF8.self)
        }
    }

    private static func scalars(_ octets: some Collection<UInt8>, _ table: [UInt8: Unicode.Scalar]) -> String {
        String(String.UnicodeScalarView(octets.map { table[$0] ?? Unicode.Scalar($0) }))
    }

    private static let latin9: [UInt8: Unicode.Scalar] = [
        0xA4: "€", 0xA6: "Š", 0xA8: "š", 0xB4: "Ž", 0xB8: "ž", 0xBC: "Œ", 0xBD: "œ", 0xBE: "Ÿ",
    ]

    private static let windows1252: [UInt8: Unicode.Scalar] = [
        0x80: "€", 0x82: "‚", 0x83: "ƒ", 0x84: "„", 0x85: "…", 0x86: "†", 0x87: "‡", 0x88: "ˆ", 0x89: "‰", 0x8A: "Š", 0x8B: "‹",
        0x8C: "Œ", 0x8E: "Ž", 0x91: "‘", 0x92: "’", 0x93: "“", 0x94: "”", 0x95: "•", 0x96: "–", 0x97: "—", 0x98: "˜", 0x99: "™",
        0x9A: "š", 0x9B: "›", 0x9C: "œ", 0x9E: "ž", 0x9F: "Ÿ",
    ]
}
