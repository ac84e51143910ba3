import Glibc

/// One line on standard error that is written over, on a terminal only.
struct ProgressBar {
    private let title: String
    private let isShown: Bool
    private static let width = 32

    init(_ title: String, isShown: Bool = isatty(STDERR_FILENO) == 1) {
        self.title = title
        self.isShown = isShown
    }

    /// - Parameter fraction: 0 to 1.
    func show(_ fraction: Double) {
        if isShown { Output.progress("\r" + Self.text(title, fraction)) }
    }

    /// Takes the line away.
    func end() {
        if isShown { Output.progress("\r\u{1B}[K") }
    }

    /// `backup [########------------------------]  25 %`
    static func text(_ title: String, _ fraction: Double) -> String {
        let part = min(max(fraction, 0), 1)
        let full = Int(part * Double(width))
        let percent = String(Int(part * 100))
        return "\(title) [\(String(repeating: "#", count: full))\(String(repeating: "-", count: width - full))] "
            + String(repeating: " ", count: 3 - percent.count) + "\(percent) %"
    }
}
