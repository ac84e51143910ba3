import Dispatch
import Glibc

/// What a command reads of its standard input.
enum StandardInput {
    /// Octets of a line: more is no number and no name.
    private static let most = 256

    /// The first line without its end; `nil` when there is none. The prompt is for a terminal alone.
    static func line(prompt: String) async -> String? {
        if isatty(STDIN_FILENO) == 1 { Output.progress(prompt) }
        // Somebody types: not on the cooperative pool.
        return await withCheckedContinuation { done in
            DispatchQueue(label: "standard-input").async { done.resume(returning: read()) }
        }
    }

    private static func read() -> String? {
        var bytes: [UInt8] = []
        var byte: UInt8 = 0
        while bytes.count < most, Glibc.read(STDIN_FILENO, &byte, 1) == 1, byte != UInt8(ascii: "\n") { bytes.append(byte) }
        while bytes.last == UInt8(ascii: "\r") { bytes.removeLast() }
        return bytes.isEmpty ? nil : String(decoding: bytes, as: UTF8.self)
    }
}
