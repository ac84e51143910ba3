package import Mail

/// Takes entries in memory that the store committed as already leased: the short way without a claim query.
///
/// Called by the store's writer; every call returns at once.
package protocol LeaseReceiver: Sendable {
    var owner: LeaseOwner { get }

    /// Takes one place in the lane; `false` when memory is full or the line drains. The entry is then committed as queued.
    func reserve(_ lane: Lane) -> Bool

    /// Gives a reserved place back: the transaction failed.
    func release(_ lane: Lane)

    /// Fills reserved places, after the commit was synced.
    func receive(_ leases: [Lease])

    /// Takes back an entry that no connection has begun with; `false` when one has, or it is not here. One that is on its way here from
    /// a refill is given back when it comes.
    func withdraw(_ id: QueueID) -> Bool

    /// Entries were committed as queued and are due at once: there is something to claim.
    ///
    /// - Parameter lanes: Of entries that were not refused here before: released ones, and such as are tried again at once.
    func wake(due lanes: Set<Lane>)

    /// What became of the store's writes: `false` after each batch that was rolled back as a whole, `true` after the first that was written
    /// again. Meanwhile nothing is to be submitted, for nobody could note that it was.
    func noteWritable(_ isWritable: Bool)
}
