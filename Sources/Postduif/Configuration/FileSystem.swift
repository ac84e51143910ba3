import Glibc

/// The files of this machine.
struct FileSystem: FileReading {
    /// Where systemd puts copies of secrets for this service alone (systemd.exec(5), `LoadCredential=`); `nil` without it.
    private let credentials: String?

    /// - Parameter credentials: Default: `CREDENTIALS_DIRECTORY`.
    init(credentials: String? = getenv("CREDENTIALS_DIRECTORY").map { String(cString: $0) }) {
        self.credentials = credentials.flatMap { $0.hasPrefix("/") ? $0 : nil }
    }

    /// The permission bits that count. Of a credential the bit of its group is no group's: the service is let in by an access list, whose
    /// mask shows there.
    func permissions(_ mode: mode_t, of path: String) -> UInt32 {
        guard let credentials, path.hasPrefix(credentials + "/"), !path.contains("/../") else { return mode & 0o777 }
        return mode & 0o737
    }

    func read(_ path: String, limit: Int) throws(FileFault) -> FileContent {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw errno == ENOENT || errno == ENOTDIR ? .missing : .system(errno) }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw .system(errno) }
        guard status.st_mode & S_IFMT == S_IFREG else { throw .notAFile }
        return FileContent(bytes: try Self.drain(descriptor, limit: limit), permissions: permissions(status.st_mode, of: path))
    }

    func permissions(of path: String) -> UInt32? {
        var status = stat()
        return stat(path, &status) == 0 ? permissions(status.st_mode, of: path) : nil
    }

    private static func drain(_ descriptor: Int32, limit: Int) throws(FileFault) -> [UInt8] {
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 16_384)
        while true {
            let count = Glibc.read(descriptor, &chunk, chunk.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw .system(errno) }
            guard count > 0 else { return bytes }
            guard bytes.count + count <= limit else { throw .tooLong(limit: limit) }
            bytes.append(contentsOf: chunk[..<count])
        }
    }
}
