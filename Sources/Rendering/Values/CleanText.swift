/// Text of strangers made harmless for a mail: one line, no control characters, nothing that turns the reading direction.
enum CleanText {
    /// The bytes of `text`, without what could break a line, hide text or reorder it.
    ///
    /// Line ends, tabs and controls become one space; bidirectional controls, zero-width spaces and tag characters vanish.
    /// The joiners U+200C and U+200D stay: names in Persian and in Indic scripts need them.
    static func bytes(of text: String) -> [UInt8] {
        let bytes = Array(text.utf8)
        return bytes.contains(where: isSuspicious) ? cleaned(text) : bytes
    }

    /// Bytes that begin or are a character of `cleaned`; most texts of Europe have none.
    private static func isSuspicious(_ byte: UInt8) -> Bool {
        byte < 0x20 || byte == 0x7F || byte == 0xC2 || byte == 0xD8 || byte == 0xE2 || byte >= 0xEF
    }

    private static func cleaned(_ text: String) -> [UInt8] {
        var result: [UInt8] = []
        var afterFold = false
        for scalar in text.unicodeScalars {
            if isFolded(scalar) {
                if !afterFold { result.append(.space) }
                afterFold = true
            } else if !isRemoved(scalar) {
                result.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
                afterFold = false
            }
        }
        return result
    }

    /// Controls (C0, DEL, C1) and the Unicode line and paragraph separators.
    static func isFolded(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x00...0x1F, 0x7F...0x9F, 0x2028, 0x2029: true
        default: false
        }
    }

    /// Characters that show nothing and change how others are shown.
    static func isRemoved(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0xAD, 0x061C, 0x200B, 0x200E, 0x200F, 0x202A...0x202E, 0x2060...0x206F, 0xFEFF, 0xFFF9...0xFFFB, 0xE0000...0xE0FFF: true
        default: scalar.value & 0xFFFE == 0xFFFE
        }
    }
}
