import Glibc

/// Why the program cannot start or go on: one sentence that says the fix.
struct StartFault: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }

    init(_ path: String, errno code: Int32, fix: String) {
        description = "\(path): \(String(cString: strerror(code))); \(fix)"
    }
}
