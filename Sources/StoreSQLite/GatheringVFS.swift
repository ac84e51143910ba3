internal import CSQLite
import Glibc

/// The system's VFS (sqlite.org/vfs.html), save that what a commit adds to the write-ahead log leaves with one system call.
///
/// SQLite writes each page of the log with two (24 octets of header, then the page): some 300 for a batch of the writer. See ``GatheredLog``
/// for when octets leave. All other files are the system's own.
enum GatheringVFS {
    private static let below = Pointer(of: sqlite3_vfs_find(nil))
    /// What is handed on to.
    static var system: UnsafeMutablePointer<sqlite3_vfs>? { below.pointer }

    // @unchecked: set once, and SQLite changes nothing behind it that is read here.
    private struct Pointer: @unchecked Sendable {
        let pointer: UnsafeMutablePointer<sqlite3_vfs>?

        init(of pointer: UnsafeMutablePointer<sqlite3_vfs>?) { self.pointer = pointer }
    }

    /// Makes it the one of all connections that are opened from now on; `false` leaves the system's.
    static func install() -> Bool {
        guard let system, let name = strdup("postduif") else { return false }
        let vfs = UnsafeMutablePointer<sqlite3_vfs>.allocate(capacity: 1)
        vfs.initialize(to: system.pointee)
        vfs.pointee.zName = UnsafePointer(name)
        vfs.pointee.pNext = nil
        vfs.pointee.szOsFile = Int32(GatheredLog.systemOffset) + system.pointee.szOsFile
        vfs.pointee.xOpen = { _, path, file, flags, outFlags in
            guard let system = GatheringVFS.system, let open = system.pointee.xOpen, let file else { return SQLITE_CANTOPEN }
            guard flags & SQLITE_OPEN_WAL != 0 else { return open(system, path, file, flags, outFlags) }
            return GatheredLog.open(at: file) { open(system, path, $0, flags, outFlags) }
        }
        return sqlite3_vfs_register(vfs, 1) == SQLITE_OK
    }
}
