/// The number of a kind's templates in one language, computed from their content: equal content, equal number.
package struct TemplateVersion: Hashable, Sendable, CustomStringConvertible {
    /// 64-bit FNV-1a over the paths and bytes of every file that can show in the mail.
    package let hash: UInt64

    package init(hash: UInt64) {
        self.hash = hash
    }

    /// Parses the 16 digits; `nil` for anything else.
    package init?(_ text: String) {
        guard text.utf8.count == 16, text.utf8.allSatisfy({ $0.isDigit || (0x61...0x66).contains($0) }),
            let hash = UInt64(text, radix: 16)
        else { return nil }
        self.hash = hash
    }

    init(of sources: [SourceText]) {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for source in sources {
            // 0xFF is in no UTF-8 text, so files cannot run into one another.
            for byte in Array(source.file.utf8) + [0xFF] + source.bytes + [0xFF] {
                hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
            }
        }
        self.hash = hash
    }

    /// 16 lower-case hexadecimal digits.
    package var description: String {
        let digits = String(hash, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
