/// How a simulated relay behaves for a while.
enum Mood: CaseIterable {
    /// Takes everything.
    case well
    /// Takes most, and does anything else with the rest.
    case moody
    /// Nobody listens, and open connections break.
    case away
    /// Answers, in its own time.
    case slow
    /// Says 421 to everybody.
    case busy
    /// Asks everybody to come back in a minute.
    case greylisting
    /// Takes the message and loses the connection before it says so.
    case losing
    /// Does not like the sender.
    case refusing
}
