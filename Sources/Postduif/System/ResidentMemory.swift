import Glibc

/// How much memory this process holds.
enum ResidentMemory {
    /// Octets, from the second number of `/proc/self/statm` (proc(5)); `nil` where there is none.
    static func octets() -> Int64? {
        guard let bytes = try? SmallFile.bytes("/proc/self/statm", limit: 256) else { return nil }
        let numbers = String(decoding: bytes, as: UTF8.self).split(separator: " ")
        guard numbers.count > 1, let pages = Int64(numbers[1]) else { return nil }
        return pages * Int64(sysconf(Int32(_SC_PAGESIZE)))
    }
}
