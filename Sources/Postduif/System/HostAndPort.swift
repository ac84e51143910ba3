import ArgumentParser

/// `127.0.0.1:1025`, `[::1]:1025`, `localhost:1025`.
enum HostAndPort {
    static func parse(_ text: String, option: String) throws -> (host: String, port: Int) {
        guard let colon = text.lastIndex(of: ":"), let port = Int(text[text.index(after: colon)...]), (0...65_535).contains(port),
            colon != text.startIndex
        else { throw ValidationError("\(option) takes host:port, such as 127.0.0.1:1025.") }
        return (String(text[..<colon]).trimmingBrackets, port)
    }
}

extension String {
    /// `[::1]` becomes `::1`.
    fileprivate var trimmingBrackets: String {
        hasPrefix("[") && hasSuffix("]") ? String(dropFirst().dropLast()) : self
    }
}
