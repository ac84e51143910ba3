/// What a relay may take now.
enum Turn: Hashable, Sendable {
    /// Its breaker is not closed.
    case nothing
    /// What other relays are to leave to it: it is not the one to be asked first.
    case redirected
    /// Anything.
    case all
}
