import Synchronization

/// Words drawn in a given order.
final class Drawn: Sendable {
    private let words: Mutex<[UInt64]>

    init(_ words: [UInt64]) { self.words = Mutex(words) }

    func next() -> UInt64 { words.withLock { $0.removeFirst() } }
}
