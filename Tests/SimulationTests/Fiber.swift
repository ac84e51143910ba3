import Dispatch
import Foundation

/// Runs blocking code on a thread that goes on only when it is told to: of all fibers and the scheduler, one runs at a time.
final class Fiber: @unchecked Sendable {
    // @unchecked: everything is touched by the one that runs; the semaphores hand it over.
    private let goOn = DispatchSemaphore(value: 0)
    private let stopped = DispatchSemaphore(value: 0)
    private var body: (() -> Void)?

    let name: String
    /// Not before this does it go on by itself. Monotonic.
    var wakeAt: Duration = .zero
    /// Waits for a lease, and does not mind waiting longer.
    var isIdle = false
    /// What it saw of the world when it found nothing to do.
    var seen = -1
    private(set) var isOver = false

    init(_ name: String, _ body: @escaping (Fiber) -> Void) {
        self.name = name
        self.body = { [unowned self] in body(self) }
        let thread = Thread { [self] in
            goOn.wait()
            self.body?()
            self.body = nil
            isOver = true
            stopped.signal()
        }
        thread.stackSize = 1 << 20
        thread.start()
    }

    /// Goes on until it waits or ends. Called by the scheduler.
    func resume() {
        goOn.signal()
        stopped.wait()
    }

    /// Hands back to the scheduler. Called by the fiber.
    func pause() {
        stopped.signal()
        goOn.wait()
    }
}
