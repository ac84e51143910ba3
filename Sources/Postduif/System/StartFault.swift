import Glibc

/// Why the program cannot start or go on: one sentence that says the fix.
struct StartFault: Error, CustomStringConvertible {
    let description: String
    /// Whether waiting does not help while the process runs: somebody has to change something.
    let isLasting: Bool

    init(_ description: String, isLasting: Bool = false) {
        self.description = description
        self.isLasting = isLasting
    }

    init(_ path: String, errno code: Int32, fix: String) {
        self.init("\(path): \(String(cString: strerror(code))); \(fix)", isLasting: [EROFS, EBUSY, EACCES, EPERM].contains(code))
    }
}
