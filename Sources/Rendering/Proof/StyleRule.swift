/// What a style sheet or a `style` attribute may not say.
enum StyleRule {
    /// Offsets and messages of everything forbidden in CSS.
    static func faults(in css: [UInt8]) -> [(offset: Int, message: String)] {
        var squeezed: [UInt8] = []
        var offsets: [Int] = []
        for (offset, byte) in css.enumerated() where byte > .space {
            squeezed.append(byte.lowercased)
            offsets.append(offset)
        }
        var faults: [(offset: Int, message: String)] = []
        for index in squeezed.indices {
            if let message = fault(squeezed[index...]) { faults.append((offsets[index], message)) }
        }
        return faults
    }

    private static func fault(_ rest: ArraySlice<UInt8>) -> String? {
        if rest.starts(with: "url(".utf8) || rest.starts(with: "@import".utf8) || rest.starts(with: "src:".utf8) {
            return "Styles may not load anything (url(), @import, src:); remove it."
        }
        for hidden in ["display:none", "visibility:hidden", "visibility:collapse", "mso-hide:all"] where rest.starts(with: hidden.utf8) {
            return "Hidden text (\(hidden)) makes receivers distrust a mail; remove it."
        }
        for property in ["font-size:", "opacity:", "max-height:"] where rest.starts(with: property.utf8) {
            if isZero(rest.dropFirst(property.utf8.count)) {
                return "Hidden text (\(property)0) makes receivers distrust a mail; remove it."
            }
        }
        return nil
    }

    /// `0`, `0px`, `0.0`, `.0%`; not `0.8` and not `05px`.
    private static func isZero(_ value: ArraySlice<UInt8>) -> Bool {
        let number = value.prefix { $0.isDigit || $0 == UInt8(ascii: ".") }
        return number.contains(0x30) && number.allSatisfy { $0 == 0x30 || $0 == UInt8(ascii: ".") }
    }
}
