import Foundation

/// One secret in every form in which a program may have written it.
struct Residue {
    let forms: [(name: String, bytes: Data)]

    init(_ text: String) {
        let utf8 = Data(text.utf8)
        var forms: [(String, Data)] = [
            ("UTF-8", utf8), ("UTF-16 LE", text.data(using: .utf16LittleEndian) ?? utf8),
            ("UTF-16 BE", text.data(using: .utf16BigEndian) ?? utf8), ("upper case", Data(text.uppercased().utf8)),
            ("lower case", Data(text.lowercased().utf8)),
        ]
        let hex = utf8.map { Self.hex($0) }
        forms.append(("hexadecimal", Data(hex.joined().lowercased().utf8)))
        forms.append(("upper hexadecimal", Data(hex.joined().utf8)))
        for (sign, name) in [("%", "percent"), ("=", "quoted-printable")] {
            let some = utf8.map { Self.isPlain($0) ? String(UnicodeScalar($0)) : sign + Self.hex($0) }
            forms.append((name, Data(some.joined().utf8)))
            forms.append((name + " throughout", Data(hex.map { sign + $0 }.joined().utf8)))
        }
        for offset in 0..<3 {
            let inner = Self.base64(utf8, offset: offset)
            forms.append(("base64 at \(offset)", Data(inner.utf8)))
            let url = inner.replacing("+", with: "-").replacing("/", with: "_")
            forms.append(("base64url at \(offset)", Data(url.utf8)))
        }
        self.forms = forms
    }

    /// Octets as they are.
    init(bytes: Data) { forms = [("octets", bytes)] }

    /// The forms that are found.
    func found(in data: Data) -> [String] { forms.filter { data.range(of: $0.bytes) != nil }.map(\.name) }

    /// The characters that do not depend on what stands before and after.
    private static func base64(_ bytes: Data, offset: Int) -> String {
        let padded = Data(repeating: 0, count: offset) + bytes
        let text = padded.base64EncodedString().filter { $0 != "=" }
        let first = offset == 0 ? 0 : offset + 1
        let last = padded.count * 8 / 6
        return String(text.dropFirst(first).prefix(last - first))
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        byte < 0x80 && (UnicodeScalar(byte).properties.isAlphabetic || (0x30...0x39).contains(byte))
    }

    private static func hex(_ byte: UInt8) -> String { String(format: "%02X", byte) }
}
