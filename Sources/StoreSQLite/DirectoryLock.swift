import Glibc
import Synchronization

/// The right to a directory, held for the life of the process: two writers would lose commits (SQLite before 3.51.3).
///
/// An open file description holds it (`flock`), so the kernel gives it back when the process dies, however it dies.
package final class DirectoryLock: Sendable {
    private let descriptor: Mutex<Int32>

    private init(descriptor: Int32) { self.descriptor = Mutex(descriptor) }

    deinit { release() }

    /// Takes the lock of a directory, which is made with mode 0700 when it is missing. Released with its last reference.
    ///
    /// - Throws: `inUse` with the number of the process that has it.
    package static func take(of directory: String) throws(StoreOpenFault) -> DirectoryLock {
        try SpoolDirectory.prepare(directory)
        return try take(in: directory)
    }

    /// Takes the lock and writes the process number into the file, for the message of whoever comes second.
    static func take(in directory: String) throws(StoreOpenFault) -> DirectoryLock {
        let path = directory + "/postduif.lock"
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw SpoolDirectory.fault(errno, path: directory) }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            let code = errno
            let owner = processNumber(in: descriptor)
            close(descriptor)
            throw code == EWOULDBLOCK ? .inUse(path: directory, process: owner) : SpoolDirectory.fault(code, path: directory)
        }
        let lock = DirectoryLock(descriptor: descriptor)
        let text = Array("\(getpid())\n".utf8)
        guard fchmod(descriptor, 0o600) == 0, ftruncate(descriptor, 0) == 0, pwrite(descriptor, text, text.count, 0) == text.count
        else { throw SpoolDirectory.fault(errno, path: directory) }
        return lock
    }

    /// Gives it back; a second call does nothing. The file stays: removing it would let two processes lock two files.
    ///
    /// Unlocked before it is closed: a program that is being started has the descriptor too until it runs.
    package func release() {
        descriptor.withLock { descriptor in
            if descriptor >= 0 {
                flock(descriptor, LOCK_UN)
                close(descriptor)
            }
            descriptor = -1
        }
    }

    private static func processNumber(in descriptor: Int32) -> Int32? {
        var bytes = [UInt8](repeating: 0, count: 16)
        let count = pread(descriptor, &bytes, bytes.count, 0)
        guard count > 0 else { return nil }
        return Int32(String(decoding: bytes[..<count].prefix { $0 >= 0x30 && $0 <= 0x39 }, as: UTF8.self))
    }
}
