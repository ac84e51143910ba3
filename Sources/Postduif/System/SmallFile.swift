import Glibc

/// Whole files of bounded size.
enum SmallFile {
    static func read(_ path: String, limit: Int) throws -> String {
        String(decoding: try bytes(path, limit: limit), as: UTF8.self)
    }

    static func bytes(_ path: String, limit: Int) throws(StartFault) -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw StartFault(path, errno: errno, fix: "check that the file exists and is readable") }
        defer { close(descriptor) }
        var content: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 16 * 1_024)
        while true {
            let count = Glibc.read(descriptor, &buffer, buffer.count)
            guard count >= 0 else { throw StartFault(path, errno: errno, fix: "check the disk") }
            if count == 0 { return content }
            content.append(contentsOf: buffer[..<count])
            guard content.count <= limit else { throw StartFault("\(path): larger than \(limit) octets; this cannot be the right file") }
        }
    }

    static func write(_ bytes: [UInt8], to path: String, mode: mode_t = 0o644) throws {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode)
        guard descriptor >= 0 else { throw StartFault(path, errno: errno, fix: "check that the directory exists and is writable") }
        defer { close(descriptor) }
        var written = 0
        while written < bytes.count {
            let count = bytes[written...].withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            guard count > 0 else { throw StartFault(path, errno: errno, fix: "free some space on that disk") }
            written += count
        }
    }

    /// Makes a directory and its parents with mode 0700.
    static func makeDirectory(_ path: String) throws {
        var partial = path.hasPrefix("/") ? "/" : ""
        for part in path.split(separator: "/") {
            partial += (partial.isEmpty || partial.hasSuffix("/") ? "" : "/") + part
            if mkdir(partial, 0o700) != 0, errno != EEXIST {
                throw StartFault(partial, errno: errno, fix: "make the directory or choose another")
            }
        }
    }
}
