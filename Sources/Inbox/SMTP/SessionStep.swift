/// One thing a session does, which the script can hold up or replace.
enum SessionStep: Sendable, Hashable {
    case greeting
    case command(Command)
    /// The first octets of a message have come.
    case body
    case finalDot
    /// A transaction is over and answered.
    case idle
}
