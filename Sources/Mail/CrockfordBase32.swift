/// Crockford's base 32: ten digits and the letters without I, L, O and U, so that a person can read and type it.
package enum CrockfordBase32 {
    package static let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ".utf8)
    package static let lowercaseAlphabet = Array("0123456789abcdefghjkmnpqrstvwxyz".utf8)

    /// The value of a character of the alphabet in either case; `nil` for all others.
    package static func strictValue(of character: UInt8) -> UInt8? {
        let upper = (0x61...0x7A).contains(character) ? character - 0x20 : character
        switch upper {
        case 0x30...0x39: return upper - 0x30
        case 0x41...0x48: return upper - 0x41 + 10  // A-H
        case 0x4A, 0x4B: return upper - 0x4A + 18  // J K
        case 0x4D, 0x4E: return upper - 0x4D + 20  // M N
        case 0x50...0x54: return upper - 0x50 + 22  // P-T
        case 0x56...0x5A: return upper - 0x56 + 27  // V-Z
        default: return nil
        }
    }

    /// The value as a person may have meant it: O is read as 0, I and L as 1.
    package static func lenientValue(of character: UInt8) -> UInt8? {
        switch character {
        case 0x4F, 0x6F: 0
        case 0x49, 0x69, 0x4C, 0x6C: 1
        default: strictValue(of: character)
        }
    }
}
