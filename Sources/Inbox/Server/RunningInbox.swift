import NIOCore
import NIOPosix

/// An SMTP server that accepts connections until stopped.
package final class RunningInbox: Sendable {
    /// The port it listens on, the system's choice if 0 was asked for.
    package let port: Int
    private let group: MultiThreadedEventLoopGroup

    init(port: Int, group: MultiThreadedEventLoopGroup) {
        self.port = port
        self.group = group
    }

    /// Closes the port and every connection, whatever it is doing. A second call does nothing.
    package func stop() async {
        // Fails only when it was stopped before, which is what is asked for.
        try? await group.shutdownGracefully()
    }
}
