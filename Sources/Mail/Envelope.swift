/// Reverse-path and forward-path of one message (RFC 5321 §2.3.1). Exactly one recipient: each queue entry settles alone.
package struct Envelope: Hashable, Sendable {
    /// Where notifications go; the same over all attempts, since greylisting remembers it.
    package let reversePath: EmailAddress
    package let forwardPath: EmailAddress
    /// What a notification names it by (ENVID, RFC 3461 §4.4); the same over all attempts. `nil`: the reverse-path has to do.
    package let identifier: String?

    package init(reversePath: EmailAddress, forwardPath: EmailAddress, identifier: String? = nil) {
        self.reversePath = reversePath
        self.forwardPath = forwardPath
        self.identifier = identifier
    }
}
