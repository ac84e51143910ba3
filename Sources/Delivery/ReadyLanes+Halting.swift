import Synchronization

/// While the store cannot write, nothing is begun and no dot is written: each would be one more message that nobody can note as accepted,
/// and after a kill one more in doubt.
extension ReadyLanes {
    package func noteWritable(_ isWritable: Bool) {
        change { $0.isStoreBroken = !isWritable }
    }

    /// A settlement could not be written (1), or one that could not be is written now (-1).
    func countUnwritten(_ change: Int) {
        self.change { $0.unwritten += change }
    }

    /// Without the lock: asked right before each dot.
    var isHalted: Bool { halted.load(ordering: .acquiring) }

    /// Whether settlements wait for a store that can write.
    var hasUnwritten: Bool { monitor.withLock { $0.unwritten > 0 } }

    private func change(_ body: (inout State) -> Void) {
        let goesOn = monitor.withLock { state in
            let wasHalted = state.isHalted
            body(&state)
            halted.store(state.isHalted, ordering: .releasing)
            return wasHalted && !state.isHalted
        }
        if goesOn { monitor.broadcast(Waiting.turn) }
    }
}

extension ReadyLanes.State {
    var isHalted: Bool { isStoreBroken || unwritten > 0 }
}
