import Glibc

/// Where a file is or would be: the directory itself and the name in it, so that two spellings of one place are equal.
struct FilePlace: Hashable {
    /// A directory, whatever it is called.
    struct Directory: Hashable {
        let device: UInt
        let inode: UInt

        /// `nil` where there is none.
        init?(_ path: String) {
            var status = stat()
            guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else { return nil }
            (device, inode) = (UInt(status.st_dev), UInt(status.st_ino))
        }
    }

    let directory: Directory
    let name: String

    /// `nil` where its directory is not there.
    init?(_ path: String) {
        let slash = path.lastIndex(of: "/")
        guard let directory = Directory(slash.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? ".") else { return nil }
        self.directory = directory
        name = slash.map { String(path[path.index(after: $0)...]) } ?? path
    }
}
