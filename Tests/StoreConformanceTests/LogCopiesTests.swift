import Testing

@testable import StoreSQLite

/// When the log may be copied after a sync failed.
@Suite("SQLite: copies of the log") struct LogCopiesTests {
    @Test("a failed sync of whole copies is harmless: all pages are copied again")
    func whole() {
        var copies = LogCopies()
        copies.copied(10, of: 10)
        copies.failedToSync()
        copies.failedToSync()
        #expect(!copies.isBarred)
    }

    @Test("a failed sync after a copy of a part bars every further one: its pages would never be copied again", arguments: [true, false])
    func part(obstructed: Bool) {
        var copies = LogCopies()
        if obstructed { copies.obstructed() } else { copies.copied(4, of: 10) }
        copies.failedToSync()
        #expect(copies.isBarred)
    }

    @Test("a whole copy that ended well has synced what the parts before it moved")
    func synced() {
        var copies = LogCopies()
        copies.copied(4, of: 10)
        copies.copied(10, of: 10)
        copies.failedToSync()
        #expect(!copies.isBarred)
    }
}
