package import Foundation
import Glibc
import Synchronization

/// A program that a test starts and waits for, without blocking a thread of the cooperative pool.
///
/// Not Foundation's `Process`: on Linux its `run()` reads past the end of a buffer once the process has some thousand open descriptors, and a
/// suite whose tests run side by side does (swift-corelibs-foundation #5472, in Swift 6.3.1).
package final class ChildProcess: Sendable {
    /// Why a program was not started: the number of the system's error.
    package struct NotStarted: Error { package let code: Int32 }

    private struct State {
        /// As `waitpid` gives it.
        var status: Int32?
        var waiting: [CheckedContinuation<Void, Never>] = []
    }

    package let processIdentifier: Int32
    private let state = Mutex(State())

    /// Starts a program.
    ///
    /// - Parameters:
    ///   - arguments: The program, searched in `PATH`, and what it gets.
    ///   - environment: All of it; `nil`: that of the test.
    ///   - directory: Where it runs; `nil`: where the test does.
    ///   - input, output, errors: `nil`: nothing to read, and written to nowhere.
    package init(
        _ arguments: [String], environment: [String: String]? = nil, directory: String? = nil, input: FileHandle? = nil,
        output: FileHandle? = nil, errors: FileHandle? = nil
    ) throws {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        for (target, handle) in zip(Int32(0)..., [input, output, errors]) {
            if let handle {
                posix_spawn_file_actions_adddup2(&actions, handle.fileDescriptor, target)
            } else {
                posix_spawn_file_actions_addopen(&actions, target, "/dev/null", target == 0 ? O_RDONLY : O_WRONLY, 0)
            }
        }
        Self.closeOthers(&actions)
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        Self.resetSignals(&attributes)
        let settings = environment ?? ProcessInfo.processInfo.environment
        let arguments = (directory.map { ["/usr/bin/env", "-C", $0] } ?? []) + arguments
        let (words, names) = (Self.strings(arguments), Self.strings(settings.map { "\($0.key)=\($0.value)" }))
        defer { (words + names).forEach { free($0) } }
        var process: pid_t = 0
        let code = posix_spawnp(&process, arguments[0], &actions, &attributes, words, names)
        guard code == 0 else { throw NotStarted(code: code) }
        processIdentifier = process
        Thread.detachNewThread { [self] in wait() }
    }

    package var isRunning: Bool { state.withLock { $0.status == nil } }

    /// The exit code, or the number of the signal that ended it; -1 while it runs.
    package var terminationStatus: Int32 {
        guard let status = state.withLock({ $0.status }) else { return -1 }
        return status & 0x7F == 0 ? status >> 8 & 0xFF : status & 0x7F
    }

    /// Waits for its end.
    package func end() async {
        await withCheckedContinuation { continuation in
            let isOver = state.withLock { state in
                if state.status == nil { state.waiting.append(continuation) }
                return state.status != nil
            }
            if isOver { continuation.resume() }
        }
    }

    private func wait() {
        var code: Int32 = 0
        while waitpid(processIdentifier, &code, 0) < 0, errno == EINTR {}
        let ended = code
        let waiting = state.withLock { state in
            state.status = ended
            return state.waiting
        }
        for continuation in waiting { continuation.resume() }
    }

    /// As a shell starts programs: what the test ignores or blocks is not the program's.
    private static func resetSignals(_ attributes: inout posix_spawnattr_t) {
        var (none, all) = (sigset_t(), sigset_t())
        sigemptyset(&none)
        sigfillset(&all)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setsigdefault(&attributes, &all)
        posix_spawnattr_setpgroup(&attributes, 0)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP))
    }

    /// What the test has open is not the program's: a listening socket would stay open with it. A GNU extension (glibc 2.34), which Swift's
    /// module of the C library leaves out.
    private static func closeOthers(_ actions: inout posix_spawn_file_actions_t) {
        typealias CloseFrom = @convention(c) (UnsafeMutablePointer<posix_spawn_file_actions_t>, Int32) -> Int32
        guard let symbol = dlsym(nil, "posix_spawn_file_actions_addclosefrom_np") else { return }
        _ = unsafeBitCast(symbol, to: CloseFrom.self)(&actions, 3)
    }

    private static func strings(_ texts: [String]) -> [UnsafeMutablePointer<CChar>?] {
        texts.map { strdup($0) } + [nil]
    }
}
