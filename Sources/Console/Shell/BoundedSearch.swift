import Mail

/// A search through a list of which nobody knows how far what it looks for is: part by part, each a short read on a reader's connection, until
/// it has enough, or has used up its rows or its time. Then it says where it goes on, so that no request, and nobody behind it, waits for a
/// long one.
struct BoundedSearch: Sendable {
    /// What one read gave.
    struct Part<Item: Sendable, Place: Sendable>: Sendable {
        /// Those that are looked for.
        let items: [Item]
        /// Rows that were looked at, at most.
        let rows: Int
        /// Where the list goes on; `nil` at its end.
        let next: Place?
    }

    /// What all reads gave.
    struct Found<Item: Sendable, Place: Sendable>: Sendable {
        fileprivate(set) var items: [Item] = []
        fileprivate(set) var rows = 0
        /// Where to go on; `nil` at the end of the list.
        fileprivate(set) var next: Place?
        /// Whether it ended before it had enough, and there is more to look at.
        fileprivate(set) var isCut = false
    }

    /// Time in which one request begins with another part.
    static let time: Duration = .milliseconds(500)

    /// Items that are enough.
    let wanted: Int
    /// Rows that one request looks at; the part that reaches them is the last.
    let rows: Int
    let clock: any TimeSource

    /// - Parameters:
    ///   - start: Where a former one ended; `nil`: at the newest.
    ///   - place: Of an item, where the list goes on behind it.
    ///   - read: One part: from where on, and how many items are still wanted.
    func run<Item: Sendable, Place: Sendable>(
        from start: Place?, place: (Item) -> Place, read: (Place?, Int) async throws -> Part<Item, Place>
    ) async throws -> Found<Item, Place> {
        let end = clock.monotonic + Self.time
        var found = Found<Item, Place>()
        found.next = start
        repeat {
            let part = try await read(found.next, wanted - found.items.count)
            found.items += part.items
            found.rows += part.rows
            found.next = part.next
        } while found.next != nil && found.items.count < wanted && found.rows < rows && clock.monotonic < end
        found.isCut = found.next != nil && found.items.count < wanted
        if found.items.count > wanted, let last = found.items.prefix(wanted).last {
            found.items = Array(found.items.prefix(wanted))
            found.next = place(last)
        }
        return found
    }
}
