import Mail

/// The rules of `http.public_url`: an origin, `https` unless it is this machine.
enum PublicURL {
    /// What is wrong, as the rest of a sentence; `nil` when nothing is.
    static func fault(_ text: String) -> String? {
        let scheme = text.hasPrefix("https://") ? "https://" : text.hasPrefix("http://") ? "http://" : nil
        guard let scheme else { return "must begin with https://" }
        let rest = trimmed(text).dropFirst(scheme.count)
        guard !rest.contains(where: { "/?#@ ".contains($0) }) else { return "must be scheme, host and port only, such as https://sleutels.example.be" }
        let host = rest.hasPrefix("[") ? String(rest.prefix { $0 != "]" }.dropFirst()) : String(rest.prefix { $0 != ":" })
        guard DomainName.isHostName(host) || host.contains(":") else { return "has no host" }
        if scheme == "http://", !Loopback.contains(host) { return "must be https unless its host is this machine: the link is a secret" }
        return nil
    }

    /// Without slashes at the end.
    static func trimmed(_ text: String) -> String {
        var text = Substring(text)
        while text.last == "/" { text.removeLast() }
        return String(text)
    }
}

/// Names and addresses of this machine.
enum Loopback {
    static func contains(_ host: String) -> Bool {
        if ["localhost", "::1", "[::1]"].contains(host) { return true }
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
    }
}
