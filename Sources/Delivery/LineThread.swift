import Glibc

/// Gives the loop of a connection, which is made there, something to run on; `false` when there is nothing.
typealias LoopBeginning =
    @Sendable (
        _ name: String, _ loop: @escaping @Sendable () -> ConnectionLoop, _ ended: @escaping @Sendable () -> Void
    ) -> Bool

/// A real thread: blocking work never stands on the cooperative pool, which has one thread per core.
enum LineThread {
    private final class Start: Sendable {
        let name: String
        let body: @Sendable () -> Void

        init(_ name: String, _ body: @escaping @Sendable () -> Void) {
            self.name = name
            self.body = body
        }

        func run() {
            nameThisThread(name)
            body()
        }
    }

    /// Runs a connection's loop to its end on a thread of its own.
    @Sendable static func begin(
        _ name: String, _ loop: @escaping @Sendable () -> ConnectionLoop, ended: @escaping @Sendable () -> Void
    ) -> Bool {
        start(name) {
            loop().run()
            ended()
        }
    }

    /// Linux keeps 15 octets of a thread's name.
    private static let nameLength = 15

    /// `relay-primary-3`: the relay's name is cut so that the number stays.
    static func name(relay: String, number: Int) -> String {
        let number = "-\(number)"
        let room = nameLength - "relay-".utf8.count - number.utf8.count
        return "relay-" + String(relay.lazy.filter(\.isASCII).prefix(max(0, room))) + number
    }

    /// Starts a detached thread.
    ///
    /// - Parameter name: What `top -H` and a debugger show; at most 15 octets.
    /// - Returns: Whether the system gave one.
    static func start(_ name: String, _ body: @escaping @Sendable () -> Void) -> Bool {
        var attributes = pthread_attr_t()
        pthread_attr_init(&attributes)
        defer { pthread_attr_destroy(&attributes) }
        pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))
        // libcurl with OpenSSL needs far less than the default 8 MiB.
        pthread_attr_setstacksize(&attributes, 1 << 20)
        let start = Unmanaged.passRetained(Start(name, body))
        var thread = pthread_t()
        let code = pthread_create(
            &thread, &attributes,
            { pointer in
                guard let pointer else { return nil }
                let start = Unmanaged<Start>.fromOpaque(pointer).takeRetainedValue()
                start.run()
                return nil
            }, start.toOpaque())
        guard code == 0 else {
            start.release()
            return false
        }
        return true
    }

    /// Swift's Glibc module hides `pthread_setname_np` (a GNU extension) and `prctl` (variadic). Without a name it works as well.
    private static func nameThisThread(_ name: String) {
        let file = open("/proc/thread-self/comm", O_WRONLY | O_CLOEXEC)
        guard file >= 0 else { return }
        _ = Array(name.utf8.prefix(nameLength)).withUnsafeBytes { write(file, $0.baseAddress, $0.count) }
        close(file)
    }
}
