import Glibc

/// Looks at the places where a service will listen: what NIO tells of a failed bind names neither port nor path.
enum ListeningPlaces {
    /// - Throws: When the admin socket's path is longer than a socket's may be.
    static func checkSocket(_ queue: Configuration.QueueSettings) throws(StartFault) {
        let octets = queue.adminSocket.utf8.count
        guard octets > UnixSocket.pathOctets else { return }
        throw StartFault(
            "queue.directory: the admin socket \(queue.adminSocket) has a path of \(octets) octets, and a Unix socket may have "
                + "\(UnixSocket.pathOctets); choose a shorter directory")
    }

    /// - Throws: For the first port that is taken, not permitted, or on a host that is not this machine.
    static func checkPorts(_ configuration: Configuration) throws(StartFault) {
        let http = configuration.http
        try checkPort(http.port, on: http.host, section: "http")
        guard let metrics = configuration.metrics else { return }
        if metrics.port == http.port, metrics.host == http.host || [metrics.host, http.host].contains(where: ["0.0.0.0", "::"].contains) {
            throw StartFault("metrics.port: \(metrics.port) is http.port too; set another (POSTDUIF_METRICS_PORT)")
        }
        try checkPort(metrics.port, on: metrics.host, section: "metrics")
    }

    private static func checkPort(_ port: Int, on host: String, section: String) throws(StartFault) {
        guard port != 0 else { return }
        let variable = "POSTDUIF_\(section.uppercased())_PORT"
        switch bindFault(host, port) {
        case 0: return
        case EADDRINUSE:
            throw StartFault(
                "\(section).port: port \(port) on \(host) is taken by another program; stop that one, or set another port (\(variable))")
        case EACCES, EPERM:
            throw StartFault(
                "\(section).port: port \(port) on \(host) is not open to this user; set one from 1024 on (\(variable)), "
                    + "or give the program CAP_NET_BIND_SERVICE")
        case let code:
            let reason = code > 0 ? String(cString: strerror(code)) : "unknown host"
            throw StartFault(
                "\(section).host: nothing can listen on \(host), port \(port) (\(reason)); name an address of this machine")
        }
    }

    /// 0, the `errno` of the attempt, or -1 for a host that no resolver knows.
    private static func bindFault(_ host: String, _ port: Int) -> Int32 {
        var hints = addrinfo()
        hints.ai_flags = AI_PASSIVE
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        var found: UnsafeMutablePointer<addrinfo>?
        guard getaddrinfo(host, String(port), &hints, &found) == 0, let first = found?.pointee else { return -1 }
        defer { freeaddrinfo(found) }
        let descriptor = socket(first.ai_family, first.ai_socktype | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { return errno }
        defer { close(descriptor) }
        // As the server binds: connections of a former run that still close do not count.
        var reuse: Int32 = 1
        setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &reuse, socklen_t(MemoryLayout<Int32>.size))
        return bind(descriptor, first.ai_addr, first.ai_addrlen) == 0 ? 0 : errno
    }
}
