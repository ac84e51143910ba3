import Dispatch
import NIOCore
import Synchronization

/// What was committed and is not sent yet, in memory.
final class DesignHandOver: Sendable {
    private let waiting = Mutex(CircularBuffer<DesignEntry>())
    private let count = DispatchSemaphore(value: 0)

    func add(_ entries: [DesignEntry]) {
        waiting.withLock { $0.append(contentsOf: entries) }
        for _ in entries { count.signal() }
    }

    /// Waits for the next one.
    func take() -> DesignEntry {
        while true {
            count.wait()
            if let next = waiting.withLock({ $0.popFirst() }) { return next }
        }
    }

    /// The next one, if it is there already.
    func takeAtOnce() -> DesignEntry? {
        count.wait(timeout: .now()) == .success ? waiting.withLock { $0.popFirst() } : nil
    }
}
