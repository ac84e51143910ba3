import Queue

/// First in, first out, with a place at the front for what comes back. Amortised constant time at both ends.
struct LeaseDeque {
    private var storage: [Lease] = []
    private var head = 0

    var count: Int { storage.count - head }
    var isEmpty: Bool { count == 0 }

    mutating func append(_ lease: Lease) { storage.append(lease) }

    mutating func prepend(_ lease: Lease) {
        if head > 0 {
            head -= 1
            storage[head] = lease
        } else {
            storage.insert(lease, at: 0)
        }
    }

    mutating func popFirst() -> Lease? {
        guard head < storage.count else { return nil }
        let lease = storage[head]
        head += 1
        // Let go of what was taken once it is half of the storage.
        if head >= 64, head * 2 >= storage.count {
            storage.removeFirst(head)
            head = 0
        }
        return lease
    }

    mutating func remove(where matches: (Lease) -> Bool) -> Lease? {
        guard let index = storage[head...].firstIndex(where: matches) else { return nil }
        return storage.remove(at: index)
    }

    mutating func removeAll() -> [Lease] {
        defer {
            storage.removeAll()
            head = 0
        }
        return Array(storage[head...])
    }

    mutating func updateEach(_ body: (inout Lease) -> Void) {
        for index in head..<storage.count { body(&storage[index]) }
    }

    func forEach(_ body: (Lease) -> Void) {
        for index in head..<storage.count { body(storage[index]) }
    }
}
