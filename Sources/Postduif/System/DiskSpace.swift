import Glibc

/// How much may still be written where a path is.
enum DiskSpace {
    /// Octets that are free to this user, and all; `nil` when the system does not tell.
    static func octets(at path: String) -> (free: Int64, size: Int64)? {
        var status = statvfs()
        guard statvfs(path, &status) == 0 else { return nil }
        let block = Int64(clamping: status.f_frsize)
        return (Int64(clamping: status.f_bavail) &* block, Int64(clamping: status.f_blocks) &* block)
    }
}
