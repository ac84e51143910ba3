import Synchronization

/// One who follows some subjects. It is rung, never told what changed; rings in a row are one. One task waits at it at a time.
package final class ChangeWatch: Sendable {
    fileprivate struct Standing {
        var isRung = false
        var waiting: CheckedContinuation<Void, Never>?
    }

    private let hub: ChangeHub
    private let standing = Mutex(Standing())

    init(hub: ChangeHub) {
        self.hub = hub
    }

    /// Follows these from now on, in place of what it followed: who reads them afterwards misses nothing.
    package func follow(_ subjects: Set<ChangeSubject>) {
        hub.follow(self, subjects)
    }

    /// Whether it was rung since this was asked last.
    package func takeRing() -> Bool {
        standing.withLock { standing in
            defer { standing.isRung = false }
            return standing.isRung
        }
    }

    /// Returns when it is rung, at once if it was; also when the time is over or the task is cancelled.
    ///
    /// - Parameter pause: Waits for a time, and ends early when cancelled.
    package func wait(within limit: Duration, pause: @escaping @Sendable (Duration) async throws -> Void) async {
        guard limit > .zero, !Task.isCancelled, !standing.withLock({ $0.isRung }) else { return }
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await self.rung() }
            group.addTask { try? await pause(limit) }
            await group.next()
            group.cancelAll()
        }
    }

    func ring() {
        let waiting = standing.withLock { standing in
            standing.isRung = true
            return standing.takeWaiting()
        }
        waiting?.resume()
    }

    private func rung() async {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isOver = standing.withLock { standing in
                    // Cancelled before it waits: nobody else would end it.
                    guard !standing.isRung, !Task.isCancelled else { return true }
                    standing.waiting = continuation
                    return false
                }
                if isOver { continuation.resume() }
            }
        } onCancel: {
            standing.withLock { $0.takeWaiting() }?.resume()
        }
    }
}

extension ChangeWatch.Standing {
    fileprivate mutating func takeWaiting() -> CheckedContinuation<Void, Never>? {
        defer { waiting = nil }
        return waiting
    }
}
