/// What an inbox has seen since it started; emptying it changes none of these.
package struct InboxCounters: Hashable, Sendable {
    /// Connections opened.
    package var connections = 0
    /// MAIL commands granted.
    package var transactions = 0
    /// Messages stored.
    package var accepted = 0
    /// Negative replies to MAIL, RCPT, DATA and final dots.
    package var refused = 0
    /// Messages dropped to stay within the bounds.
    package var dropped = 0

    package init() {}
}
