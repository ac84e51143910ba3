/// What the octets that come next are.
enum SessionPhase: Hashable, Sendable {
    case command
    /// The rest of a line that was too long.
    case overlongLine
    /// The answer to a 334 of the mechanism.
    case authentication(mechanism: String)
    case body
    case closed
}
