import Glibc

/// The terminal that standard output is, if it is one.
enum Screen {
    /// Columns; `nil` where it is no terminal or does not tell: then nothing is cut.
    static var width: Int? { size.map { Int($0.ws_col) }.flatMap { $0 > 0 ? $0 : nil } }
    /// Lines.
    static var height: Int? { size.map { Int($0.ws_row) }.flatMap { $0 > 0 ? $0 : nil } }

    private static var size: winsize? {
        guard isatty(STDOUT_FILENO) == 1 else { return nil }
        var size = winsize()
        return ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0 ? size : nil
    }

    /// A text over the one that stands there: each line is written over and its rest taken away, so that nothing flickers.
    ///
    /// - Parameter height: What is beyond the last line is left out; `nil`: nothing.
    static func frame(_ text: String, isFirst: Bool, height: Int?) -> String {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let shown = lines.prefix(max(1, (height ?? .max) - 1))
        let body = shown.map { $0 + "\u{1B}[K\n" }.joined()
        return (isFirst ? "\u{1B}[2J" : "") + "\u{1B}[H" + body + "\u{1B}[J"
    }
}
