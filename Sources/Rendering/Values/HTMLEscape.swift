/// The only way a value enters HTML.
enum HTMLEscape {
    /// Whether any byte must be written as a reference.
    static func isNeeded(_ bytes: [UInt8]) -> Bool {
        bytes.contains { reference(for: $0) != nil }
    }

    /// Appends `bytes` so that they are text in element content and in quoted attribute values.
    static func append(_ bytes: [UInt8], to output: inout [UInt8]) {
        for byte in bytes {
            if let reference = reference(for: byte) {
                reference.withUTF8Buffer { output.append(contentsOf: $0) }
            } else {
                output.append(byte)
            }
        }
    }

    private static func reference(for byte: UInt8) -> StaticString? {
        switch byte {
        case UInt8(ascii: "&"): "&amp;"
        case UInt8(ascii: "<"): "&lt;"
        case UInt8(ascii: ">"): "&gt;"
        case UInt8(ascii: "\""): "&quot;"
        case UInt8(ascii: "'"): "&#39;"
        default: nil
        }
    }
}
