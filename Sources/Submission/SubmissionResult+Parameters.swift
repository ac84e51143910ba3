package import Mail

extension SubmissionResult {
    /// Whether the relay refused the command's parameters and perhaps not its message: 501, 504 and 555 (RFC 5321 §4.2.3).
    ///
    /// Not with an enhanced code about an address (X.1.n, RFC 3463 §3.2): some relays say `501 5.1.3` to a mailbox they cannot read.
    package var refusesParameters: Bool {
        guard case .reply(let reply, let stage) = self, stage == .mail || stage == .rcpt else { return false }
        return [501, 504, 555].contains(reply.code.rawValue) && reply.enhanced?.subject != 1
    }
}
