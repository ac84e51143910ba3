import Glibc

/// The directory of the database and the modes of what lies in it.
enum SpoolDirectory {
    /// Makes the directory and its missing parents with mode 0700, and checks that files can be made in it.
    static func prepare(_ path: String) throws(StoreOpenFault) {
        guard !path.isEmpty else { throw .directoryUnusable(path: "(empty)", cause: "the name is empty") }
        try make(path)
        var status = stat()
        guard stat(path, &status) == 0 else { throw fault(errno, path: path) }
        guard status.st_mode & S_IFMT == S_IFDIR else { throw .directoryUnusable(path: path, cause: "it is not a directory") }
        guard access(path, R_OK | W_OK | X_OK) == 0 else { throw fault(errno, path: path) }
    }

    /// Makes the file with mode 0600 before SQLite sees it; the -wal and -shm files take the mode over.
    static func prepareFile(_ path: String) throws(StoreOpenFault) {
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw fault(errno, path: path) }
        let narrowed = fchmod(descriptor, 0o600) == 0
        let code = errno
        close(descriptor)
        if !narrowed { throw fault(code, path: path) }
    }

    /// Octets of a file; 0 when it is not there.
    static func size(of path: String) -> Int64 {
        var status = stat()
        return stat(path, &status) == 0 ? Int64(status.st_size) : 0
    }

    static func fault(_ code: Int32, path: String) -> StoreOpenFault {
        switch code {
        case ENOSPC, EDQUOT: .diskFull(path: path)
        case ENOENT, ENOTDIR, EACCES, EPERM, EROFS, EEXIST, ENAMETOOLONG, ELOOP, EISDIR:
            .directoryUnusable(path: path, cause: String(cString: strerror(code)).lowercased())
        default: .failed(path: path, detail: String(cString: strerror(code)))
        }
    }

    private static func make(_ path: String) throws(StoreOpenFault) {
        if mkdir(path, 0o700) == 0 || errno == EEXIST { return }
        guard errno == ENOENT, let slash = path.lastIndex(of: "/"), slash > path.startIndex else { throw fault(errno, path: path) }
        try make(String(path[..<slash]))
        guard mkdir(path, 0o700) == 0 || errno == EEXIST else { throw fault(errno, path: path) }
    }
}
