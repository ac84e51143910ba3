/// `scheme://host[:port]`, and nothing after it: the form of both the public URL and a relay's.
struct Endpoint: Hashable, Sendable {
    /// In lower case.
    let scheme: String
    /// In lower case, IPv6 without brackets.
    let host: String
    /// `nil`: not given.
    let port: Int?

    /// Why a text is no endpoint; the texts never repeat the URL, which could hold a password.
    enum Fault: Error, Hashable {
        case noScheme
        case userInfo
        case path
        case host
        case port

        /// What is wrong and what to write.
        var advice: String {
            switch self {
            case .noScheme: "it has no scheme"
            case .userInfo: "it holds a user name or password, which would show in lists of processes and logs"
            case .path: "it has a path, query or fragment; end it after the host and port"
            case .host: "its host is neither a name nor an IP address (IPv6 in brackets)"
            case .port: "its port is not a number from 1 to 65535"
            }
        }
    }

    init(_ text: String) throws(Fault) {
        guard let colon = text.firstIndex(of: ":"), text[colon...].hasPrefix("://") else { throw .noScheme }
        scheme = text[..<colon].lowercased()
        var rest = text[text.index(colon, offsetBy: 3)...]
        guard !rest.contains("@") else { throw .userInfo }
        if rest.hasSuffix("/") { rest = rest.dropLast() }
        guard !rest.contains(where: { "/?#\\".contains($0) }) else { throw .path }
        (host, port) = try Self.split(rest)
    }

    private static func split(_ text: Substring) throws(Fault) -> (host: String, port: Int?) {
        var host = text
        var port: Substring?
        if text.hasPrefix("["), let close = text.firstIndex(of: "]") {
            host = text[text.index(after: text.startIndex)..<close]
            let after = text[text.index(after: close)...]
            guard after.isEmpty || after.hasPrefix(":") else { throw .host }
            port = after.isEmpty ? nil : after.dropFirst()
            guard HostText.isIPv6(String(host)) else { throw .host }
        } else if let colon = text.firstIndex(of: ":") {
            host = text[..<colon]
            port = text[text.index(after: colon)...]
        }
        guard HostText.isHost(String(host)) else { throw .host }
        return (host.lowercased(), try port.map(number))
    }

    private static func number(_ text: Substring) throws(Fault) -> Int {
        guard text.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let port = Int(text), (1...65_535).contains(port) else {
            throw .port
        }
        return port
    }
}
