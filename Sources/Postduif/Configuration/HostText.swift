import Glibc
import Mail

/// Hosts as configured: a name, an IPv4 address, or an IPv6 address.
enum HostText {
    /// Whether a host can be listened on or connected to, by its form alone.
    static func isHost(_ text: String) -> Bool {
        if isIPv4(text) || isIPv6(text) { return true }
        guard DomainName.isHostName(text), let last = text.split(separator: ".").last else { return false }
        // 300.1.1.1 or 127.1 is a mistyped address, not a name.
        return !last.utf8.allSatisfy { (0x30...0x39).contains($0) }
    }

    static func isIPv4(_ text: String) -> Bool {
        var address = in_addr()
        return inet_pton(AF_INET, text, &address) == 1
    }

    static func isIPv6(_ text: String) -> Bool {
        var address = in6_addr()
        return inet_pton(AF_INET6, text, &address) == 1
    }
}
