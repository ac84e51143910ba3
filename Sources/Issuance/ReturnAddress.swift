import Mail

/// Where a front takes a citizen back to: an absolute URL of a form that browsers and servers read alike, so that what was compared with the
/// list of fronts is where the browser goes.
package struct ReturnAddress: Hashable, Sendable {
    /// The most octets of one.
    package static let octets = 1_024
    /// The parameter that carries the result.
    private static let parameter = "result"

    /// In lower case, without a port.
    package let host: String
    /// Scheme, host and port, the latter without the scheme's own.
    private let origin: String
    /// With its slash at the beginning.
    private let path: String
    /// Behind the question mark; `nil` without one.
    private let query: String?

    /// - Throws: ``ReturnAddressFault`` with what is wrong first.
    package init(_ text: String) throws(ReturnAddressFault) {
        guard text.utf8.count <= Self.octets else { throw .tooLong }
        guard !text.contains("#") else { throw .fragment }
        guard Self.isOfURL(Array(text.utf8)) else { throw .characters }
        let scheme = text.prefix { $0 != ":" }.lowercased()
        let isSecure = scheme == "https"
        guard isSecure || scheme == "http", text.dropFirst(scheme.count).hasPrefix("://") else { throw .scheme }
        let rest = text.dropFirst(scheme.count + 3)
        let authority = rest.prefix { $0 != "/" && $0 != "?" }
        (host, origin) = try Self.authority(authority, isSecure: isSecure)
        let target = rest.dropFirst(authority.count)
        let path = target.prefix { $0 != "?" }
        guard Self.isPlain(path) else { throw .path }
        self.path = path.isEmpty ? "/" : String(path)
        query = target.count > path.count ? String(target.dropFirst(path.count + 1)) : nil
        if let query, Self.names(of: query).contains(Self.parameter) { throw .resultParameter }
    }

    package var text: String { origin + path + (query.map { "?" + $0 } ?? "") }

    /// Whether it has no query, as in a list of fronts.
    package var isWithoutQuery: Bool { query == nil }

    /// Whether it is at the same scheme, host and port as a front, and at its path or below: `/front` holds `/front` and `/front/x`, not
    /// `/frontier`.
    package func lies(within front: ReturnAddress) -> Bool {
        guard origin == front.origin else { return false }
        return path == front.path || path.hasPrefix(front.path.hasSuffix("/") ? front.path : front.path + "/")
    }

    /// The URL with the result behind its query.
    func carrying(_ result: Secret) -> Secret {
        let separator = query.map { $0.isEmpty || $0.hasSuffix("&") ? "" : "&" } ?? "?"
        return Secret("\(text)\(separator)\(Self.parameter)=\(result.revealText())")
    }

    private static func authority(
        _ authority: Substring, isSecure: Bool
    ) throws(ReturnAddressFault) -> (host: String, origin: String) {
        guard !authority.contains("@") else { throw .userInfo }
        let pieces = authority.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        guard let host = pieces.first?.lowercased(), DomainName.isHostName(host) else { throw .host }
        guard isSecure || isLoopback(host) else { throw .scheme }
        let scheme = isSecure ? "https" : "http"
        guard pieces.count == 2 else { return (host, "\(scheme)://\(host)") }
        guard pieces[1].utf8.allSatisfy({ (0x30...0x39).contains($0) }), let port = UInt16(pieces[1]), port > 0 else { throw .port }
        return (host, "\(scheme)://\(host)" + (port == (isSecure ? 443 : 80) ? "" : ":\(port)"))
    }

    /// `localhost` (RFC 6761 §6.3) and 127.0.0.0/8 (RFC 1122 §3.2.1.3), each of its four parts written out.
    private static func isLoopback(_ host: String) -> Bool {
        let parts = host.split(separator: ".")
        return host == "localhost" || parts.count == 4 && parts.first == "127" && parts.allSatisfy { UInt8($0) != nil }
    }

    /// The characters of RFC 3986 without brackets, and whole percent encodings.
    private static func isOfURL(_ bytes: [UInt8]) -> Bool {
        bytes.indices.allSatisfy { index in
            let byte = bytes[index]
            if byte == UInt8(ascii: "%") { return encoded(bytes, at: index) != nil }
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: return true
            default: return "-._~!$&'()*+,;=:@/?".utf8.contains(byte)
            }
        }
    }

    /// Nothing in it that one program would take for a step up, another path, or the end.
    private static func isPlain(_ path: Substring) -> Bool {
        let bytes = Array(path.utf8)
        // Some servers cut a segment's parameters off before they step.
        let isWithoutSteps = path.split(separator: "/").map { $0.prefix { $0 != ";" } }.allSatisfy { $0 != "." && $0 != ".." }
        return isWithoutSteps
            && bytes.indices.allSatisfy { index in
                guard bytes[index] == UInt8(ascii: "%"), let octet = encoded(bytes, at: index) else { return true }
                return octet >= 0x20 && octet != 0x7F && !"./\\;%".utf8.contains(octet)
            }
    }

    /// The octet of a percent encoding.
    private static func encoded(_ bytes: [UInt8], at index: Int) -> UInt8? {
        guard index + 2 < bytes.count else { return nil }
        let digits = bytes[(index + 1)...(index + 2)]
        guard digits.allSatisfy({ Character(UnicodeScalar($0)).isHexDigit }) else { return nil }
        return UInt8(String(decoding: digits, as: UTF8.self), radix: 16)
    }

    /// As a server reads them: decoded, and without the brackets that make a list of one.
    private static func names(of query: String) -> [String] {
        query.split(separator: "&").map { parameter in
            let bytes = Array(parameter.utf8.prefix { $0 != UInt8(ascii: "=") })
            var name: [UInt8] = []
            var index = 0
            while index < bytes.count {
                let octet = bytes[index] == UInt8(ascii: "%") ? encoded(bytes, at: index) : nil
                name.append(octet ?? bytes[index])
                index += octet == nil ? 1 : 3
            }
            return String(decoding: name.prefix { $0 != UInt8(ascii: "[") }, as: UTF8.self)
        }
    }
}
