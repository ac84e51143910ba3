import FoundationEssentials

/// The TXT record of a key (RFC 6376 §3.6.1).
package struct DKIMRecord: Hashable, Sendable {
    /// The owner name, without the dot at the end.
    package let name: String
    /// The whole text.
    package let text: String

    init(name: String, keyType: String, publicKey: [UInt8]) {
        self.name = name
        self.text = "v=DKIM1; k=\(keyType); p=\(Data(publicKey).base64EncodedString())"
    }

    /// Octets of one character string in a TXT record (RFC 1035 §3.3); an RSA key needs two.
    private static let stringOctets = 255

    /// As a line of a zone file (RFC 1035 §5.1).
    package var zoneLine: String {
        var rest = text[...]
        var strings: [String] = []
        while !rest.isEmpty {
            strings.append("\"\(rest.prefix(Self.stringOctets))\"")
            rest = rest.dropFirst(Self.stringOctets)
        }
        return "\(name). IN TXT ( \(strings.joined(separator: " ")) )"
    }
}
