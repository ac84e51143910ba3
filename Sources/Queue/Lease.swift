package import Mail

/// The exclusive right to one entry until a time. It ends by a settlement, or by itself.
package struct Lease: Hashable, Sendable {
    package let entry: QueueEntry
    /// The store's row number: settles without a search.
    package let row: Int64
    package let owner: LeaseOwner
    package var until: Instant
    /// Relays that are to leave it to others: they failed it before, or another one knows it. In memory only, and empty for nearly all.
    package var avoided: RelaySet = []

    /// Longer than any stage deadline, far shorter than a code's life.
    package static let duration: Duration = .seconds(60)
    /// A lease is renewed when this much of it has passed.
    package static let renewAfter: Duration = .seconds(20)

    package init(entry: QueueEntry, row: Int64, owner: LeaseOwner, until: Instant) {
        self.entry = entry
        self.row = row
        self.owner = owner
        self.until = until
    }
}

/// One run of one process: a lease of a former run never looks like one of this run.
package struct LeaseOwner: Hashable, Sendable {
    /// Random; drawn at start, never 0.
    package let token: Int64

    package init(token: Int64) { self.token = token == 0 ? 1 : token }
}
