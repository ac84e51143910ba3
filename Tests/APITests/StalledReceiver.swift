import Dispatch
import Mail
import Queue

/// Holds the store's writer up in its hand-over until it is let go, as a disk that does not answer would.
final class StalledReceiver: LeaseReceiver {
    let owner = LeaseOwner(token: 9)
    private let gate = DispatchSemaphore(value: 0)
    private let entered = AsyncStream<Void>.makeStream()

    func reserve(_ lane: Lane) -> Bool { true }
    func release(_ lane: Lane) {}
    func withdraw(_ id: QueueID) -> Bool { false }
    func wake(due lanes: Set<Lane>) {}
    func noteWritable(_ isWritable: Bool) {}

    /// On the writer's own thread, which may wait.
    func receive(_ leases: [Lease]) {
        entered.continuation.finish()
        gate.wait()
        gate.signal()
    }

    /// Waits until the writer is held up.
    func stalled() async { for await _ in entered.stream {} }

    func letGo() { gate.signal() }
}
