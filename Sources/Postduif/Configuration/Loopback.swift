/// Which hosts are this machine itself, so that clear text to them is nobody else's to read.
enum Loopback {
    /// 127.0.0.0/8 (RFC 1122 §3.2.1.3), ::1 (RFC 4291 §2.5.3), `localhost` (RFC 6761 §6.3).
    static func contains(_ host: String) -> Bool {
        let host = host.lowercased()
        if host == "localhost" || host == "::1" || host == "[::1]" { return true }
        return HostText.isIPv4(host) && host.hasPrefix("127.")
    }
}
