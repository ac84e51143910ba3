import Glibc

/// Why the flight recorder cannot be opened.
package struct FlightRecorderFault: Error, Hashable, Sendable, CustomStringConvertible {
    package let path: String
    /// An `errno` value.
    package let code: Int32

    package var description: String {
        let reason = String(cString: strerror(code))
        return code == ENOSPC
            ? "\(path): no space left for the flight recorder; free 4 MiB on that disk and start again"
            : "\(path): cannot open the flight recorder (\(reason)); check the owner and mode of the spool directory"
    }
}
