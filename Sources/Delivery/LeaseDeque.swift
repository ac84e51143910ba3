import Queue

/// First in, first out, with a place at the front for what comes back. Amortised constant time at both ends, and by place.
///
/// A place stays the same until its lease goes. What is taken out of the middle leaves an empty place, which goes when the ends reach it.
struct LeaseDeque {
    private var storage: [Lease?] = []
    /// The first index that may hold a lease.
    private var head = 0
    /// What a place is more than its index.
    private var offset = 0
    private(set) var count = 0

    var isEmpty: Bool { count == 0 }
    var first: Lease? { count > 0 ? storage[head] : nil }
    /// Places from the first lease to the last, empty ones included: what memory it takes.
    var span: Int { storage.count - head }

    /// Returns the place.
    mutating func append(_ lease: Lease) -> Int {
        storage.append(lease)
        count += 1
        return storage.count - 1 + offset
    }

    /// Returns the place.
    mutating func prepend(_ lease: Lease) -> Int {
        count += 1
        if head > 0 {
            head -= 1
            storage[head] = lease
        } else {
            storage.insert(lease, at: 0)
            offset -= 1
        }
        return head + offset
    }

    mutating func popFirst() -> Lease? {
        guard count > 0, let lease = storage[head] else { return nil }
        storage[head] = nil
        count -= 1
        trim()
        return lease
    }

    /// The lease at a place that ``append(_:)`` or ``prepend(_:)`` gave and that was not taken since.
    subscript(place: Int) -> Lease? {
        get { storage[place - offset] }
        set { storage[place - offset] = newValue }
    }

    mutating func remove(at place: Int) -> Lease? {
        guard let lease = storage[place - offset] else { return nil }
        storage[place - offset] = nil
        count -= 1
        trim()
        return lease
    }

    mutating func removeAll() -> [Lease] {
        defer {
            storage.removeAll()
            (head, count) = (0, 0)
        }
        return storage[head...].compactMap(\.self)
    }

    /// Lets go of the empty places at both ends, so that a lease stands at `head` unless there is none.
    private mutating func trim() {
        while head < storage.count, storage[head] == nil { head += 1 }
        while storage.count > head, storage[storage.count - 1] == nil { storage.removeLast() }
        // Of the storage itself once half of it is empty.
        if head >= 64, head * 2 >= storage.count {
            storage.removeFirst(head)
            offset += head
            head = 0
        }
    }
}
