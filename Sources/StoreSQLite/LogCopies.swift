/// What is known of the copies of the log into the database, and whether one more may be made.
///
/// SQLite syncs the database only after a copy of the whole log; after a copy of a part (a reader was in the way) it takes the pages for
/// copied all the same, and never copies them again. Should the sync of a later copy fail, the kernel has thrown those pages away and calls
/// them clean: the next sync would succeed, the log would be emptied, and they would be on no disk. So the log is then kept as it is until
/// the next start, which copies all of it anew. A failed sync of whole copies is harmless: all of their pages are copied again.
struct LogCopies {
    /// Pages were copied that no sync of the database has covered.
    private(set) var holdsUnsynced = false
    /// Pages may be lost that only the log still has: it must be neither copied on nor emptied.
    private(set) var isBarred = false

    /// A copy ended well.
    mutating func copied(_ pages: Int, of all: Int) {
        holdsUnsynced = pages < all
    }

    /// A reader was in the way: perhaps a part was copied.
    mutating func obstructed() {
        holdsUnsynced = true
    }

    /// A sync failed. What this copy moved counts as not copied; what an earlier one moved counts as copied.
    mutating func failedToSync() {
        isBarred = holdsUnsynced
    }
}
