/// What a scripted relay does instead of the usual.
package enum ScriptStep: Hashable, Sendable {
    /// The usual; as a rule ahead of others it exempts what it matches.
    case proceed
    /// This reply. A positive one changes only the words; a negative one also prevents the effect. At ``ScriptStage/data`` a 354
    /// begins the body even without a recipient; at ``ScriptStage/body`` it comes before the end of the data, nothing is stored and
    /// the final dot gets no reply; at ``ScriptStage/idle`` it is one nobody asked for. 421 closes.
    case reply(ServerReply)
    /// Closes the connection without a reply and without the effect.
    case drop
    /// The same with a TCP reset.
    case reset
    /// Says nothing until ``RelayScript/release()``, then goes on as usual.
    case hang
    /// The usual reply, one octet per interval.
    case slow(Duration)
    /// The usual reply, each octet in a write of its own.
    case splitReply
    /// These octets instead of a reply, without the effect.
    case raw([UInt8])
    /// `250 ` and a line of so many octets, without the effect.
    case overlongLine(Int)
    /// The usual effect and reply, then closes.
    case replyThenDrop
    /// The usual effect, no reply, closes: at ``ScriptStage/finalDot`` the message is stored and its sender in doubt.
    case acceptThenDrop

    /// Octets that are no reply at all: NUL, high octets, no line end of note.
    package static let garbage = ScriptStep.raw([0x00, 0xFF, 0xFE, 0x41, 0x0D, 0x0D, 0x0A, 0x80, 0x0A])

    /// Shorthand for ``reply(_:)``.
    package static func reply(_ code: Int, _ enhanced: String? = nil, _ lines: String...) -> ScriptStep {
        .reply(ServerReply(code, enhanced, lines: lines))
    }
}
