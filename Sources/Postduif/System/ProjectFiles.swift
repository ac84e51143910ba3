import Glibc

/// Files that come with the program: looked for in the working directory, then upwards from the executable.
enum ProjectFiles {
    static func find(_ name: String) -> String? {
        var candidates = [name]
        if var directory = executableDirectory() {
            for _ in 0..<5 {
                candidates.append(directory + "/" + name)
                candidates.append(directory + "/share/postduif/" + name)
                guard let slash = directory.lastIndex(of: "/"), slash != directory.startIndex else { break }
                directory = String(directory[..<slash])
            }
        }
        return candidates.first { access($0, R_OK) == 0 }
    }

    private static func executableDirectory() -> String? {
        var buffer = [UInt8](repeating: 0, count: 4_096)
        let count = buffer.withUnsafeMutableBytes { bytes -> Int in
            guard let start = bytes.baseAddress else { return 0 }
            return readlink("/proc/self/exe", start.assumingMemoryBound(to: CChar.self), bytes.count)
        }
        guard count > 0 else { return nil }
        let path = String(decoding: buffer[..<count], as: UTF8.self)
        return path.lastIndex(of: "/").map { String(path[..<$0]) }
    }
}
