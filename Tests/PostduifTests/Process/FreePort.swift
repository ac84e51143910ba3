import Glibc
import Synchronization
import Testing

/// A TCP port of 127.0.0.1 that nobody has, and that no other test of this run gets before it is bound.
///
/// One that the kernel picked would be free again until the service binds it: it goes to whatever asks next, another test or the near end of a
/// connection. These lie below what the kernel gives out (`net.ipv4.ip_local_port_range` begins at 32768), and each is given once.
enum FreePort {
    private static let range = 10_000..<32_000
    private static let given = Atomic<Int>(Int(getpid()) * 97)

    static func next() throws -> Int {
        for _ in range {
            let port = range.lowerBound + given.wrappingAdd(1, ordering: .relaxed).oldValue % range.count
            if canBind(port) { return port }
        }
        throw NoPort()
    }

    private static func canBind(_ port: Int) -> Bool {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        return withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0 }
        }
    }

    struct NoPort: Error {}
}
