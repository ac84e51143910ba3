import Queue
import Synchronization

extension Writer {
    /// Empties the log between two batches; `false` when a reader was in the way, or the log must be kept.
    func emptyLog() async throws(StoreFault) -> Bool {
        let result = await withCheckedContinuation { (continuation: CheckedContinuation<Result<Bool, StoreFault>, Never>) in
            submit(
                WriteRequest(
                    origin: .upkeep,
                    run: { batch in
                        // The log has pages then, and is not taken for one that was emptied already.
                        try batch.db.run(Statements.touch)
                        return { [self] in emptyings.withLock { $0.append { continuation.resume(returning: .success($0)) } } }
                    },
                    fail: { continuation.resume(returning: .failure($0)) }))
        }
        return try result.get()
    }

    /// On the writer's thread, after the batch that asked for it.
    func answerEmptyings(_ empty: () -> Bool) {
        let waiting = emptyings.withLock { waiting in
            defer { waiting = [] }
            return waiting
        }
        guard !waiting.isEmpty else { return }
        let isEmpty = empty()
        for answer in waiting { answer(isEmpty) }
    }
}
