package import NIOCore

/// What a session asks of the connection that runs it, in this order.
package enum SessionAction: Sendable {
    case send(ByteBuffer)
    /// One octet at a time with a pause of `interval` between them; then ``Session/resume()``.
    case sendSlowly(ByteBuffer, interval: Duration)
    case store(InboxMessage)
    /// Begin the TLS handshake; what was sent before leaves in the clear.
    case startTLS
    /// Wait until the script releases; then ``Session/resume()``.
    case hang
    /// Close after what was sent has left.
    case close
    /// Close with a TCP reset.
    case reset
}
