import Dispatch
import Synchronization

/// Keeps what the tasks of one run of the process have to do until the scheduler picks it.
///
/// After the run is over nobody waits for it: what comes then is done elsewhere, and reaches nothing.
final class SimulatedExecutor: TaskExecutor {
    private let state = Mutex((jobs: [UnownedJob](), isOver: false))

    var count: Int { state.withLock { $0.jobs.count } }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        let isLate = state.withLock { state in
            if !state.isOver { state.jobs.append(job) }
            return state.isOver
        }
        if isLate { DispatchQueue.global().async { [self] in job.runSynchronously(on: asUnownedTaskExecutor()) } }
    }

    func run(_ place: Int) {
        let job = state.withLock { $0.jobs.remove(at: place) }
        job.runSynchronously(on: asUnownedTaskExecutor())
    }

    /// Does what is left, in order, and takes no more.
    func end() {
        while count > 0 { run(0) }
        state.withLock { $0.isOver = true }
        while count > 0 { run(0) }
    }
}
