import Glibc

/// A file that after any crash or fault is there as a whole, on disk, or not there at all.
enum DurableFile {
    /// Makes a file of mode 0600 that nobody else made before: written and synced under another name, then given its own.
    ///
    /// - Parameters:
    ///   - purpose: The key of the configuration that names it, for the message.
    ///   - sync: For tests.
    /// - Returns: `false` when the file was there already; it is left as it is.
    static func create(
        _ path: String, _ bytes: [UInt8], purpose: String, sync: (Int32) -> Int32 = { fsync($0) }
    ) throws(StartFault) -> Bool {
        let draft = "\(path).new-\(getpid())"
        // What a process of the same number left when it was killed here.
        unlink(draft)
        let descriptor = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw StartFault(path, errno: errno, fix: "make its directory, or name another \(purpose)") }
        defer { unlink(draft) }
        try write(bytes, to: descriptor, path: path, sync: sync)
        if link(draft, path) != 0 {
            if errno == EEXIST { return false }
            // A file system without hard links; any other fault must not replace what somebody else made meanwhile.
            guard errno == EPERM || errno == EOPNOTSUPP, access(path, F_OK) != 0, rename(draft, path) == 0 else {
                throw StartFault(path, errno: errno, fix: "name another \(purpose)")
            }
        }
        try syncDirectory(of: path, sync: sync)
        return true
    }

    /// Puts a file of mode 0600 in the place of another: written and synced under another name, then renamed over it.
    ///
    /// Where `path` is a symbolic link, what it leads to is replaced; the owner stays who it was, also when root does it.
    ///
    /// - Parameter isWiping: Writes zeros over what the former file held, as far as the file system lets them reach it.
    static func replace(
        _ path: String, _ bytes: [UInt8], purpose: String, isWiping: Bool = false, sync: (Int32) -> Int32 = { fsync($0) }
    ) throws(StartFault) {
        let path = target(of: path)
        let draft = "\(path).new-\(getpid())"
        unlink(draft)
        let descriptor = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw StartFault(path, errno: errno, fix: "let the service write in its directory, for \(purpose)") }
        defer { unlink(draft) }
        var former = stat()
        if stat(path, &former) == 0, former.st_uid != geteuid(), fchown(descriptor, former.st_uid, former.st_gid) != 0 {
            let code = errno
            close(descriptor)
            throw StartFault(path, errno: code, fix: "run this as the owner of \(purpose)")
        }
        try write(bytes, to: descriptor, path: path, sync: sync)
        let old = isWiping ? FormerFile(path) : nil
        guard rename(draft, path) == 0 else { throw StartFault(path, errno: errno, fix: "let the service write \(purpose)") }
        try syncDirectory(of: path, sync: sync)
        old?.wipe()
    }

    private static func target(of path: String) -> String {
        guard let resolved = realpath(path, nil) else { return path }
        defer { free(resolved) }
        return String(cString: resolved)
    }

    private static func write(_ bytes: [UInt8], to descriptor: Int32, path: String, sync: (Int32) -> Int32) throws(StartFault) {
        defer { close(descriptor) }
        var written = 0
        while written < bytes.count {
            let count = bytes[written...].withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw StartFault(path, errno: errno, fix: "free some space on that disk") }
            written += count
        }
        guard sync(descriptor) == 0 else { throw StartFault(path, errno: errno, fix: "free some space on that disk, and check it") }
    }

    /// The name itself lies in the directory.
    private static func syncDirectory(of path: String, sync: (Int32) -> Int32) throws(StartFault) {
        let directory = path.lastIndex(of: "/").map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
        let descriptor = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw StartFault(directory, errno: errno, fix: "check its permissions") }
        defer { close(descriptor) }
        guard sync(descriptor) == 0 else { throw StartFault(directory, errno: errno, fix: "check that disk") }
    }
}
