/// What one of a relay's connections is for now.
enum ConnectionUse: Hashable, Sendable {
    /// The relay bears fewer: its thread waits until there are more, with no connection.
    case none
    /// Reserved, so that a backlog of links delays no code.
    case codesOnly
    case all
}
