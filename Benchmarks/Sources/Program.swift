import Dispatch
import Glibc

/// The way in, without an asynchronous `main`: that one ends the main thread, and Valgrind with it.
@main
enum Program {
    static func main() {
        // A peer that goes away must show as an error of the call, not end the process.
        signal(SIGPIPE, SIG_IGN)
        let end = DispatchSemaphore(value: 0)
        Task.detached {
            await PostduifBench.runToEnd()
            end.signal()
        }
        end.wait()
    }
}
