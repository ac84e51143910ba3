/// Reverse-path and forward-path of one message (RFC 5321 §2.3.1). Exactly one recipient: each queue entry settles alone.
package struct Envelope: Hashable, Sendable {
    /// Where notifications go; the same over all attempts, since greylisting remembers it.
    package let reversePath: EmailAddress
    package let forwardPath: EmailAddress

    package init(reversePath: EmailAddress, forwardPath: EmailAddress) {
        self.reversePath = reversePath
        self.forwardPath = forwardPath
    }
}
