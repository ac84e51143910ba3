/// Reads `application/x-www-form-urlencoded` (URL standard §5.1), as browsers send it.
enum FormBody {
    /// The value of a field; `nil` when it is missing, stands twice or is not UTF-8.
    static func value(of name: String, in bytes: [UInt8]) -> String? {
        var found: String?
        for pair in bytes.split(separator: UInt8(ascii: "&")) {
            let parts = pair.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
            guard let field = parts.first, decoded(field) == name else { continue }
            guard found == nil else { return nil }
            found = parts.count == 2 ? decoded(parts[1]) : ""
            if found == nil { return nil }
        }
        return found
    }

    /// All fields in their order, at most so many; those that are not UTF-8 are left out.
    static func fields(in bytes: [UInt8], atMost limit: Int) -> [(name: String, value: String)] {
        bytes.split(separator: UInt8(ascii: "&")).prefix(limit).compactMap { pair in
            let parts = pair.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = parts.first.flatMap(decoded), let value = parts.count == 2 ? decoded(parts[1]) : "" else { return nil }
            return (name, value)
        }
    }

    private static func decoded(_ bytes: ArraySlice<UInt8>) -> String? {
        var result: [UInt8] = []
        var rest = bytes
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "+") {
                result.append(0x20)
            } else if byte == UInt8(ascii: "%"), let high = rest.first.flatMap(digit), let low = rest.dropFirst().first.flatMap(digit) {
                result.append(high << 4 | low)
                rest = rest.dropFirst(2)
            } else {
                result.append(byte)
            }
        }
        return String(validating: result, as: UTF8.self)
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x30...0x39: byte - 0x30
        case 0x41...0x46: byte - 0x41 + 10
        case 0x61...0x66: byte - 0x61 + 10
        default: nil
        }
    }
}
