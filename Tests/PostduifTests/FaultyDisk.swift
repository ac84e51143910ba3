import Glibc
import Synchronization

/// A disk that some syncs fail on.
final class FaultyDisk: Sendable {
    private struct Fault {
        let code: Int32
        var passing: Int
        var times: Int
    }

    private let fault = Mutex<Fault?>(nil)

    /// - Parameters:
    ///   - code: The errno.
    ///   - passing: How many syncs succeed before.
    ///   - times: How many fail.
    func fail(_ code: Int32, passing: Int = 0, times: Int = .max) {
        fault.withLock { $0 = Fault(code: code, passing: passing, times: times) }
    }

    func mend() { fault.withLock { $0 = nil } }

    func sync(_ descriptor: Int32) -> Int32 {
        let code = fault.withLock { fault -> Int32? in
            guard let now = fault else { return nil }
            if now.passing > 0 {
                fault?.passing -= 1
                return nil
            }
            fault = now.times > 1 ? Fault(code: now.code, passing: 0, times: now.times - 1) : nil
            return now.code
        }
        guard let code else { return fsync(descriptor) }
        errno = code
        return -1
    }
}
