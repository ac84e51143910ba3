import Glibc
import Mail

/// What started the process and wants to hear how it is: systemd, over the socket of sd_notify(3). One datagram for each word.
struct ServiceManager: Sendable {
    /// A path, or after `@` a name without a file.
    private let address: String
    /// It kills the process when it hears nothing for so long; `nil`: it does not.
    let watchdog: Duration?

    /// `nil` when nobody wants to hear.
    ///
    /// - Parameters:
    ///   - environment: `NOTIFY_SOCKET`, `WATCHDOG_USEC`, `WATCHDOG_PID`.
    ///   - process: Our own number: a watchdog for another process is not ours.
    init?(_ environment: [String: String], process: Int32) {
        guard let address = environment["NOTIFY_SOCKET"], address.hasPrefix("/") || address.hasPrefix("@"),
            (2...UnixSocket.pathOctets).contains(address.utf8.count)
        else { return nil }
        self.address = address
        let isOurs = environment["WATCHDOG_PID"].map { $0 == String(process) } ?? true
        let microseconds = environment["WATCHDOG_USEC"].flatMap { Int64($0) } ?? 0
        watchdog = isOurs && microseconds > 0 ? .microseconds(microseconds) : nil
    }

    /// Requests are taken.
    func ready(_ status: String) { tell("READY=1\nSTATUS=\(status)") }

    /// The end has begun.
    func stopping() { tell("STOPPING=1") }

    /// The process does what it is there for.
    func alive() { tell("WATCHDOG=1") }

    /// What cannot be told is not: the service is more than who watches it.
    private func tell(_ state: String) {
        let descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue) | Int32(SOCK_NONBLOCK.rawValue), 0)
        guard descriptor >= 0 else { return }
        defer { close(descriptor) }
        var name = sockaddr_un()
        name.sun_family = sa_family_t(AF_UNIX)
        var octets = Array(address.utf8)
        if octets[0] == UInt8(ascii: "@") { octets[0] = 0 }
        withUnsafeMutableBytes(of: &name.sun_path) { $0.copyBytes(from: octets) }
        // Without the zeroes behind it: they would be part of a name without a file.
        let length = socklen_t(MemoryLayout<sockaddr_un>.offset(of: \.sun_path) ?? 2) + socklen_t(octets.count)
        let message = Array(state.utf8)
        _ = withUnsafePointer(to: &name) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                sendto(descriptor, message, message.count, Int32(MSG_NOSIGNAL), $0, length)
            }
        }
    }
}
