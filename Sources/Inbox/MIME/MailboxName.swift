/// One address of a From, To or similar field, for display.
struct MailboxName: Hashable, Sendable {
    /// Empty when there is none.
    let name: String
    let address: String

    /// Reads an address list tolerantly: commas and brackets outside quotation marks and comments count, groups are flattened.
    static func list(_ field: [UInt8]?) -> [MailboxName] {
        guard let field else { return [] }
        return split(field).prefix(MIMELimits.addresses).compactMap(MailboxName.init(part:))
    }

    init(name: String, address: String) {
        self.name = name
        self.address = address
    }

    private init?(part: [UInt8]) {
        let part = HeaderFields.trimmed(part[...])
        guard !part.isEmpty else { return nil }
        if part.last == UInt8(ascii: ">"), let open = part.lastIndex(of: UInt8(ascii: "<")) {
            address = String(decoding: part[(open + 1)..<(part.count - 1)], as: UTF8.self)
            name = Self.displayName(HeaderFields.trimmed(part[..<open]))
        } else {
            address = String(decoding: part, as: UTF8.self)
            name = ""
        }
    }

    private static func displayName(_ octets: [UInt8]) -> String {
        if octets.count >= 2, octets.first == UInt8(ascii: "\""), octets.last == UInt8(ascii: "\"") {
            return EncodedWords.decode(Array(EncodedWords.unescaped(octets.dropFirst().dropLast()).utf8))
        }
        return EncodedWords.decode(octets)
    }

    private static func split(_ field: [UInt8]) -> [[UInt8]] {
        var parts: [[UInt8]] = [[]]
        var isQuoted = false
        var isEscaped = false
        for octet in field {
            if octet == UInt8(ascii: "\""), !isEscaped { isQuoted.toggle() }
            isEscaped = octet == UInt8(ascii: "\\") && !isEscaped
            if !isQuoted, octet == UInt8(ascii: ",") || octet == UInt8(ascii: ";") {
                parts.append([])
            } else if !isQuoted, octet == UInt8(ascii: ":"), !parts[parts.count - 1].contains(UInt8(ascii: "<")) {
                parts[parts.count - 1] = []
            } else {
                parts[parts.count - 1].append(octet)
            }
        }
        return parts
    }
}
