/// What a session counted since it was last asked.
package struct SessionTally: Hashable, Sendable {
    /// Accepted MAIL commands.
    package var transactions = 0
    /// Negative replies to MAIL, RCPT, DATA and the final dot.
    package var refused = 0

    package init() {}
}
