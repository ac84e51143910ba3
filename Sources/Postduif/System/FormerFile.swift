import Glibc

/// A file that is about to lose its name: kept open, so that its content can be written over when it has none.
///
/// A journal, a file system that copies on write, and a disk that levels its wear may keep the former blocks all the same; so this is a help
/// and no proof (docs/privacy.md).
final class FormerFile {
    private let descriptor: Int32

    /// `nil` where there is none, or where it has another name as well: that one is somebody's copy.
    init?(_ path: String) {
        let descriptor = open(path, O_WRONLY | O_NOFOLLOW | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_nlink == 1 else {
            close(descriptor)
            return nil
        }
        self.descriptor = descriptor
    }

    deinit { close(descriptor) }

    /// Once its name is another's: before that a crash would leave zeros under it.
    func wipe() {
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_nlink == 0, status.st_size > 0 else { return }
        let zeros = [UInt8](repeating: 0, count: Int(status.st_size))
        if pwrite(descriptor, zeros, zeros.count, 0) == zeros.count { fsync(descriptor) }
    }
}
