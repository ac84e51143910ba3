/// The origin of a web address: its scheme, host and port (RFC 6454 §4). Two texts are one origin whatever the case of scheme and host, and
/// with or without the scheme's own port.
struct WebOrigin: Hashable, Sendable {
    private let scheme: String
    /// In lower case, as an A-label or an address; IPv6 in brackets.
    private let host: String
    private let port: UInt16

    /// `nil` for anything but `http` or `https` with a host: a path, a list, `null` (RFC 6454 §6.2).
    init?(_ text: String) {
        let lowered = text.lowercased()
        guard let scheme = Self.ports.keys.first(where: { lowered.hasPrefix("\($0)://") }) else { return nil }
        let authority = lowered.dropFirst(scheme.utf8.count + 3)
        // A colon of an IPv6 address lies before its bracket.
        let colon = authority.lastIndex(of: ":").flatMap { authority[$0...].contains("]") ? nil : $0 }
        let host = authority[..<(colon ?? authority.endIndex)]
        guard Self.isHost(host), let port = Self.port(colon.map { authority[authority.index(after: $0)...] }, of: scheme) else {
            return nil
        }
        (self.scheme, self.host, self.port) = (scheme, String(host), port)
    }

    private static let ports: [String: UInt16] = ["http": 80, "https": 443]

    private static func port(_ text: Substring?, of scheme: String) -> UInt16? {
        guard let text else { return ports[scheme] }
        guard (1...5).contains(text.utf8.count), text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        return UInt16(text).flatMap { $0 > 0 ? $0 : nil }
    }

    private static func isHost(_ text: Substring) -> Bool {
        let isAddress = text.hasPrefix("[") && text.hasSuffix("]") && text.utf8.count > 2
        let inside = isAddress ? text.dropFirst().dropLast() : text
        return !inside.isEmpty && inside.utf8.allSatisfy { isAddress ? isAddressByte($0) : isNameByte($0) }
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x61...0x7A, UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"): true
        default: false
        }
    }

    private static func isAddressByte(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x61...0x66, UInt8(ascii: ":"), UInt8(ascii: "."): true
        default: false
        }
    }
}
