import Mail

/// Values that were written lately, by keys that come in no order: the upper level of a log-structured merge tree.
///
/// Written one by one, each would be a search in its table and a page of its own in the write-ahead log. Here they are in memory until there
/// are many: the newest value of a key is written once, in the order of keys, many to a page, and not at all when it is over by then. Until
/// then a log has them (``MemtableLog``). Whoever looks for a key looks here first.
struct Memtable<Value: MemtableValue> {
    typealias Entry = (key: SubjectKey, value: Value)

    /// What the transaction under way has done, and goes back to at a savepoint.
    struct Savepoint {
        fileprivate(set) var staged: [SubjectKey: Value] = [:]
        fileprivate(set) var forgotten: Set<SubjectKey> = []
    }

    private(set) var transaction = Savepoint()
    /// Committed, by the first octet of their keys: what grows or is sorted at once is a part of them.
    private var active = Self.noShards
    /// On their way into the table; a shard that is there is empty.
    private var frozen = Self.noShards
    /// The next ones on their way, in the order of keys.
    private var way: ArraySlice<Entry> = []
    /// The first shard behind them.
    private var ahead = 256
    /// Committed, and not on their way.
    private(set) var count = 0

    private typealias Shards = [[SubjectKey: Value]]
    private static var noShards: Shards { Shards(repeating: [:], count: 256) }

    subscript(key: SubjectKey) -> Value? {
        if let staged = transaction.staged[key] { return staged }
        return transaction.forgotten.contains(key) ? nil : committed(key)
    }

    func committed(_ key: SubjectKey) -> Value? { active[key.firstOctet][key] ?? frozen[key.firstOctet][key] }

    mutating func stage(_ value: Value, for key: SubjectKey) { transaction.staged[key] = value }

    /// As if it had never been here. Its row in the table and its places in the log are the caller's.
    mutating func forget(_ keys: Set<SubjectKey>) {
        for key in keys { transaction.staged[key] = nil }
        transaction.forgotten.formUnion(keys)
    }

    mutating func commit() {
        if !transaction.forgotten.isEmpty { removeForgotten() }
        for (key, value) in transaction.staged where active[key.firstOctet].updateValue(value, forKey: key) == nil { count += 1 }
        transaction.staged.removeAll(keepingCapacity: true)
    }

    mutating func rollBack(to savepoint: Savepoint) { transaction = savepoint }

    private mutating func removeForgotten() {
        for key in transaction.forgotten {
            if active[key.firstOctet].removeValue(forKey: key) != nil { count -= 1 }
            frozen[key.firstOctet][key] = nil
        }
        way.removeAll { transaction.forgotten.contains($0.key) }
        transaction.forgotten = []
    }

    // MARK: Flush

    /// Puts all that is committed on its way. Nothing else is.
    mutating func freeze() {
        (frozen, active, count) = (active, Self.noShards, 0)
        (way, ahead) = ([], 0)
    }

    /// The next ones on their way, at most `count`.
    mutating func next(_ count: Int) -> ArraySlice<Entry> {
        while way.count < count, ahead < frozen.count {
            way += Self.sorted(frozen[ahead])
            ahead += 1
        }
        return way.prefix(count)
    }

    /// What of them the table needs: no value that a newer one stands before, and none that is over.
    func needed(of next: ArraySlice<Entry>, at now: Instant) -> [Entry] {
        next.filter { entry in
            let isNewest = active[entry.key.firstOctet][entry.key] == nil && transaction.staged[entry.key] == nil
            return isNewest && !transaction.forgotten.contains(entry.key) && !entry.value.isOver(at: now)
        }
    }

    /// So many of `next` are done with, and the transaction that did it is committed.
    mutating func flushed(_ count: Int) {
        guard count > 0 else { return }
        way = way.dropFirst(count)
        for shard in 0..<(way.first?.key.firstOctet ?? ahead) where !frozen[shard].isEmpty { frozen[shard] = [:] }
    }

    private static func sorted(_ values: [SubjectKey: Value]) -> [Entry] {
        values.map { ($0.key, $0.value) }.sorted { $0.key < $1.key }
    }
}
