import Glibc

/// Unix sockets as far as NIO and AsyncHTTPClient do not tell enough about them.
enum UnixSocket {
    /// The longest path of one: `sun_path` less its zero (unix(7)).
    static let pathOctets = MemoryLayout.size(ofValue: sockaddr_un().sun_path) - 1

    /// Tries whether somebody listens, without waiting.
    ///
    /// - Returns: 0, or the `errno` of the attempt: `ENOENT` and `ECONNREFUSED` say that nobody does.
    static func connectFault(_ path: String) -> Int32 {
        let bytes = Array(path.utf8)
        guard bytes.count <= pathOctets else { return ENAMETOOLONG }
        let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_NONBLOCK.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { return errno }
        defer { close(descriptor) }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
        let result = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size)) }
        }
        // A full backlog (EAGAIN) is somebody's.
        return result == 0 || errno == EAGAIN ? 0 : errno
    }
}
