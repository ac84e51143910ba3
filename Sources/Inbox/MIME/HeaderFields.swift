/// The fields of one header section, unfolded (RFC 5322 §2.2.3), in their order.
struct HeaderFields: Sendable {
    let fields: [(name: String, value: [UInt8])]

    /// Reads up to the first empty line; lines without a colon are passed over.
    init(_ octets: ArraySlice<UInt8>) {
        var fields: [(String, [UInt8])] = []
        for line in octets.prefix(MIMELimits.headerOctets).split(separator: 0x0A) {
            let line = line.last == 0x0D ? line.dropLast() : line
            if let first = line.first, first == 0x20 || first == 0x09 {
                if !fields.isEmpty { fields[fields.count - 1].1 += line }
            } else if let colon = line.firstIndex(of: UInt8(ascii: ":")), fields.count < MIMELimits.headerFields {
                fields.append((String(decoding: line[..<colon], as: UTF8.self), Self.trimmed(line[(colon + 1)...])))
            }
        }
        self.fields = fields
    }

    /// The first field of that name, decoded for display.
    func text(_ name: String) -> String? {
        value(name).map(EncodedWords.decode)
    }

    /// The first field of that name, as it stands.
    func value(_ name: String) -> [UInt8]? {
        fields.first { $0.name.lowercased() == name }?.value
    }

    /// Value and parameters of a structured field such as Content-Type, in lower case but for the parameters' values.
    func structured(_ name: String) -> (value: String, parameters: [String: String])? {
        guard let octets = value(name) else { return nil }
        var parts = Self.split(octets)
        guard !parts.isEmpty else { return nil }
        let value = String(decoding: parts.removeFirst(), as: UTF8.self).lowercased()
        var parameters: [String: String] = [:]
        for part in parts {
            guard let equals = part.firstIndex(of: UInt8(ascii: "=")) else { continue }
            let key = String(decoding: Self.trimmed(part[..<equals]), as: UTF8.self).lowercased()
            parameters[key] = Self.unquoted(Self.trimmed(part[(equals + 1)...]))
        }
        return (value, parameters)
    }

    /// Splits at semicolons outside quotation marks.
    private static func split(_ octets: [UInt8]) -> [[UInt8]] {
        var parts: [[UInt8]] = [[]]
        var isQuoted = false
        var isEscaped = false
        for octet in octets {
            if octet == UInt8(ascii: "\""), !isEscaped { isQuoted.toggle() }
            isEscaped = octet == UInt8(ascii: "\\") && !isEscaped
            if octet == UInt8(ascii: ";"), !isQuoted { parts.append([]) } else { parts[parts.count - 1].append(octet) }
        }
        return parts.map { trimmed($0[...]) }
    }

    private static func unquoted(_ octets: [UInt8]) -> String {
        guard octets.count >= 2, octets.first == UInt8(ascii: "\""), octets.last == UInt8(ascii: "\"") else {
            return String(decoding: octets, as: UTF8.self)
        }
        return EncodedWords.unescaped(octets.dropFirst().dropLast())
    }

    static func trimmed(_ octets: ArraySlice<UInt8>) -> [UInt8] {
        let start = octets.drop { $0 <= 0x20 }
        guard let end = start.lastIndex(where: { $0 > 0x20 }) else { return [] }
        return Array(start[...end])
    }
}
