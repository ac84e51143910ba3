import Glibc
import Mail

/// Folders of the spool directory that the service makes and removes by itself.
enum Folder {
    /// Names in it, in order; those that begin with a dot are left out.
    static func names(in path: String) throws(StartFault) -> [String] {
        guard let stream = opendir(path) else { throw StartFault(path, errno: errno, fix: "let the service read it") }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
            if !name.hasPrefix(".") { names.append(name) }
        }
        return names.sorted()
    }

    /// Removes it with all that is in it; a symbolic link goes itself and leads nowhere. What is not there is no fault.
    static func remove(_ path: String) throws(StartFault) {
        var status = stat()
        guard lstat(path, &status) == 0 else { return }
        let isFolder = status.st_mode & S_IFMT == S_IFDIR
        if isFolder {
            for name in try names(in: path) { try remove("\(path)/\(name)") }
        }
        guard (isFolder ? rmdir(path) : unlink(path)) == 0 else { throw StartFault(path, errno: errno, fix: "remove it by hand") }
    }

    /// When it was changed last, or what ``setLastChange(of:_:)`` said.
    static func lastChange(of path: String) throws(StartFault) -> Instant {
        var status = stat()
        guard stat(path, &status) == 0 else { throw StartFault(path, errno: errno, fix: "let the service read it") }
        return Instant(seconds: Int64(status.st_mtim.tv_sec))
    }

    static func setLastChange(of path: String, _ time: Instant) throws(StartFault) {
        let times = [timespec(tv_sec: Int(time.seconds), tv_nsec: 0), timespec(tv_sec: Int(time.seconds), tv_nsec: 0)]
        guard utimensat(AT_FDCWD, path, times, 0) == 0 else { throw StartFault(path, errno: errno, fix: "let the service write it") }
    }
}
