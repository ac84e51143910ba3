import Glibc

/// The file of a backup: written under another name, and given its own when it is whole and on disk.
struct BackupFile {
    let path: String
    /// Whether a file that stands there may go.
    let isReplacing: Bool

    /// What a backup that was killed leaves; the next one to the same file takes it away.
    var draft: String { path + ".partial" }

    /// - Parameter spool: The directory of the database.
    func begin(spool: String) throws(BackupFault) {
        try check(spool: spool)
        removeDraft()
        let descriptor = open(draft, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw fault(errno) }
        let narrowed = fchmod(descriptor, 0o600) == 0
        let code = errno
        close(descriptor)
        if !narrowed { throw fault(code) }
    }

    /// Brings the draft to disk and gives it its name. Returns its octets.
    func finish() throws(BackupFault) -> Int64 {
        if let code = sync(draft, O_RDWR) { throw fault(code) }
        let octets = SpoolDirectory.size(of: draft)
        // A file that came meanwhile is somebody's: `link` does not replace it, `rename` would.
        if isReplacing || link(draft, path) != 0 {
            guard isReplacing || (errno != EEXIST && access(path, F_OK) != 0) else { throw .exists(path: path) }
            guard rename(draft, path) == 0 else { throw fault(errno) }
        } else {
            unlink(draft)
        }
        // The name lies in the directory. What it replaced is gone by now: the file is better kept than taken away.
        if let code = sync(directory, O_RDONLY | O_DIRECTORY) { throw .notOnDisk(path: path, detail: cause(code)) }
        return octets
    }

    /// Before anything is written: a copy that fills the disk to its last octet would stop the service that shares it.
    ///
    /// - Parameters:
    ///   - octets: Of the database.
    ///   - spool: Its directory: on the same disk some room is left beside the copy, for the log of the service grows meanwhile.
    func checkRoom(for octets: Int64, spool: String) throws(BackupFault) {
        var (own, other) = (stat(), stat())
        let isShared = stat(directory, &own) == 0 && stat(spool, &other) == 0 && own.st_dev == other.st_dev
        var space = statvfs()
        // A file system that does not tell is tried.
        guard statvfs(directory, &space) == 0, space.f_frsize > 0 else { return }
        let free = Int64(clamping: UInt64(space.f_bavail) &* UInt64(space.f_frsize))
        if free < octets + (isShared ? Self.spare : 0) { throw .diskFull(path: path) }
    }

    private static let spare: Int64 = 64 << 20

    /// After a fault: nothing of it stays.
    func removeDraft() {
        for name in [draft, draft + "-journal", draft + "-wal", draft + "-shm"] { unlink(name) }
    }

    /// What SQLite says of the draft.
    func fault(full: Bool, detail: String) -> BackupFault { full ? .diskFull(path: path) : .failed(path: path, detail: detail) }

    private var directory: String {
        path.lastIndex(of: "/").map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
    }

    private func check(spool: String) throws(BackupFault) {
        var (own, other) = (stat(), stat())
        guard stat(directory, &own) == 0 else { throw fault(errno) }
        if stat(spool, &other) == 0, own.st_dev == other.st_dev, own.st_ino == other.st_ino { throw .besideDatabase(path: path) }
        guard lstat(path, &other) == 0 else { return }
        guard other.st_mode & S_IFMT == S_IFREG else { throw .unusable(path: path, cause: "is no plain file") }
        if !isReplacing { throw .exists(path: path) }
    }

    /// Returns the error number of what failed.
    private func sync(_ path: String, _ flags: Int32) -> Int32? {
        let descriptor = open(path, flags | O_CLOEXEC)
        guard descriptor >= 0 else { return errno }
        defer { close(descriptor) }
        return fsync(descriptor) == 0 ? nil : errno
    }

    private func cause(_ code: Int32) -> String { String(cString: strerror(code)).lowercased() }

    private func fault(_ code: Int32) -> BackupFault {
        switch code {
        case ENOSPC, EDQUOT: .diskFull(path: path)
        case ENOENT, ENOTDIR: .unusable(path: path, cause: "its directory is not there")
        case EACCES, EPERM, EROFS, ENAMETOOLONG, ELOOP, EISDIR: .unusable(path: path, cause: cause(code))
        default: .failed(path: path, detail: cause(code))
        }
    }
}
