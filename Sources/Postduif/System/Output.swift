import Glibc

/// What commands write; logs go elsewhere.
enum Output {
    /// Whether standard output is a terminal: colour and refreshing only there.
    static var isTerminal: Bool { isatty(STDOUT_FILENO) == 1 }

    static func line(_ text: String = "") {
        write(text + "\n", to: STDOUT_FILENO)
    }

    /// As it is, without a line's end.
    static func part(_ text: String) { write(text, to: STDOUT_FILENO) }

    static func error(_ text: String) {
        write("postduif: " + text + "\n", to: STDERR_FILENO)
    }

    /// Part of a line on standard error.
    static func progress(_ text: String) { write(text, to: STDERR_FILENO) }

    /// A whole line of the log.
    static func log(_ line: [UInt8]) { write(line, to: STDERR_FILENO) }

    private static func write(_ text: String, to descriptor: Int32) { write(Array(text.utf8), to: descriptor) }

    private static func write(_ octets: [UInt8], to descriptor: Int32) {
        var bytes = octets[...]
        while !bytes.isEmpty {
            let count = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            guard count > 0 else { return }
            bytes = bytes.dropFirst(count)
        }
    }
}
