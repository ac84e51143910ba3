/// Swift text with its comments and string literals replaced by blanks; lines stay where they are.
///
/// Knows nested comments, multi-line, raw and interpolated literals. What stands in an interpolation is blanked with it.
enum CodeText {
    static func blanked(_ text: String) -> String {
        var scanner = Scanner(bytes: Array(text.utf8))
        return scanner.run()
    }

    private struct Scanner {
        var bytes: [UInt8]
        var index = 0

        mutating func run() -> String {
            while index < bytes.count {
                if isAt("//") { blankLine() } else if isAt("/*") { blankComment() } else { step() }
            }
            return String(decoding: bytes, as: UTF8.self)
        }

        /// A literal, or one byte of code.
        private mutating func step() {
            var hashes = 0
            while at(index + hashes) == UInt8(ascii: "#") { hashes += 1 }
            if at(index + hashes) == UInt8(ascii: "\"") { blankLiteral(hashes) } else { index += max(1, hashes) }
        }

        private mutating func blankLine() {
            while let byte = at(index), byte != UInt8(ascii: "\n") { blank(1) }
        }

        private mutating func blankComment() {
            var depth = 0
            while index < bytes.count {
                if isAt("/*") { depth += 1; blank(2) } else if isAt("*/") { depth -= 1; blank(2) } else { blank(1) }
                if depth == 0 { return }
            }
        }

        private mutating func blankLiteral(_ hashes: Int) {
            blank(hashes)
            let quotes = isAt("\"\"\"") ? 3 : 1
            blank(quotes)
            let pounds = String(repeating: "#", count: hashes)
            let end = String(repeating: "\"", count: quotes) + pounds
            while index < bytes.count {
                if isAt(end) { return blank(end.utf8.count) }
                if quotes == 1, at(index) == UInt8(ascii: "\n") { return }
                if isAt("\\" + pounds + "(") {
                    blankInterpolation(2 + hashes)
                } else if isAt("\\" + pounds) {
                    blank(2 + hashes)
                } else {
                    blank(1)
                }
            }
        }

        private mutating func blankInterpolation(_ opening: Int) {
            blank(opening)
            var depth = 1
            while index < bytes.count, depth > 0 {
                switch bytes[index] {
                case UInt8(ascii: "("): depth += 1; blank(1)
                case UInt8(ascii: ")"): depth -= 1; blank(1)
                case UInt8(ascii: "\""): blankLiteral(0)
                default: blank(1)
                }
            }
        }

        private mutating func blank(_ count: Int) {
            for _ in 0..<count where index < bytes.count {
                if bytes[index] != UInt8(ascii: "\n") { bytes[index] = UInt8(ascii: " ") }
                index += 1
            }
        }

        private func at(_ index: Int) -> UInt8? { index < bytes.count ? bytes[index] : nil }

        private func isAt(_ word: String) -> Bool { bytes[index...].starts(with: word.utf8) }
    }
}
