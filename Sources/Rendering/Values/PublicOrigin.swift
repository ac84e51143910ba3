import Mail

/// The origin that every link of a mail must have.
struct PublicOrigin: Hashable, Sendable {
    /// Scheme and authority in lower case, without the scheme's own port and without a slash at the end.
    let text: String
    /// `:443` or `:80`, where the origin has the scheme's own port: an address may say it or not (RFC 6454 §4).
    private let ownPort: [UInt8]?

    /// `nil` unless it is `https://host[:port]`, or `http` with a loopback host.
    init?(_ url: String) {
        let trimmed = url.hasSuffix("/") ? String(url.dropLast()) : url
        let lowered = trimmed.lowercased()
        let isSecure = lowered.hasPrefix("https://")
        guard isSecure || lowered.hasPrefix("http://") else { return nil }
        let authority = lowered.dropFirst(isSecure ? 8 : 7)
        let pieces = authority.split(separator: ":", omittingEmptySubsequences: false)
        guard pieces.count <= 2, let host = pieces.first, DomainName.isHostName(String(host)) else { return nil }
        let own: UInt16 = isSecure ? 443 : 80
        var port = own
        if pieces.count == 2 {
            guard let given = UInt16(pieces[1]), given > 0 else { return nil }
            port = given
        }
        guard isSecure || host == "localhost" || host.hasPrefix("127.") else { return nil }
        let scheme = isSecure ? "https" : "http"
        text = port == own ? "\(scheme)://\(host)" : "\(scheme)://\(host):\(port)"
        ownPort = port == own ? Array(":\(own)".utf8) : nil
    }

    /// Whether a URL lies below this origin and holds only characters that a URL may have (RFC 3986 §2, no brackets).
    func owns(_ url: String) -> Bool {
        let bytes = Array(url.utf8)
        let origin = Array(text.utf8)
        guard bytes.count <= TemplateBounds.linkOctets, bytes.count >= origin.count,
            zip(bytes, origin).allSatisfy({ $0.lowercased == $1 })
        else { return false }
        var rest = bytes.dropFirst(origin.count)
        if let ownPort, rest.starts(with: ownPort) { rest = rest.dropFirst(ownPort.count) }
        return (rest.isEmpty || rest.first == UInt8(ascii: "/"))
            && rest.allSatisfy { $0.isAlphanumeric || "-._~:/?#@!$&()*+,;=%".utf8.contains($0) }
    }

    /// The same path at this origin, for examples written for another host; `nil` when it is not an absolute URL.
    func rebased(_ url: String) -> String? {
        guard let colon = url.firstIndex(of: ":"), url[colon...].hasPrefix("://") else { return nil }
        let rest = url[colon...].dropFirst(3)
        guard let slash = rest.firstIndex(of: "/") else { return text }
        return text + rest[slash...]
    }
}
