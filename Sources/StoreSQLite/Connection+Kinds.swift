extension Connection {
    /// The kinds that have queued or held entries: one search each, whatever the backlog.
    func waitingKinds() throws -> [String] {
        var kinds: [String] = []
        while let next = try row(Statements.nextKind, .text(kinds.last ?? ""), read: { $0.optionalText(0) }) ?? nil {
            kinds.append(next)
        }
        return kinds
    }
}
