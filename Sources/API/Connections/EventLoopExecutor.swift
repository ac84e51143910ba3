import NIOCore

/// Runs a task's jobs on one event loop, so that a request stays on the thread that read it.
///
/// Without it each request goes to the cooperative pool and back: two changes of thread, each with a wake-up in the kernel. Nothing
/// that blocks runs here, as nothing that blocks may run on the pool.
final class EventLoopExecutor: TaskExecutor {
    private let eventLoop: any EventLoop

    init(_ eventLoop: any EventLoop) {
        self.eventLoop = eventLoop
    }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        eventLoop.execute { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
    }
}
