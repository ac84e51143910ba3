import Mail

/// `smtps://relay.example.be:465`, `smtp://[::1]:25`; the port may be left out (465, 587).
struct RelayURL {
    let isImplicit: Bool
    let host: String
    let port: Int

    init?(_ text: String) {
        let rest: Substring
        if text.hasPrefix("smtps://") {
            (isImplicit, rest) = (true, text.dropFirst(8))
        } else if text.hasPrefix("smtp://") {
            (isImplicit, rest) = (false, text.dropFirst(7))
        } else {
            return nil
        }
        guard !rest.contains(where: { "@/?# ".contains($0) }) else { return nil }
        let (host, port) = Self.split(rest)
        guard let port = port.isEmpty ? (isImplicit ? 465 : 587) : Int(port), (1...65_535).contains(port) else { return nil }
        guard DomainName.isHostName(host) || (host.contains(":") && host.allSatisfy { $0.isHexDigit || $0 == ":" }) else { return nil }
        self.host = host
        self.port = port
    }

    private static func split(_ text: Substring) -> (String, Substring) {
        if text.hasPrefix("["), let end = text.firstIndex(of: "]") {
            return (String(text[text.index(after: text.startIndex)..<end]), text[text.index(after: end)...].dropFirst())
        }
        guard let colon = text.lastIndex(of: ":") else { return (String(text), "") }
        return (String(text[..<colon]), text[text.index(after: colon)...])
    }
}
