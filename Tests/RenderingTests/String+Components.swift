extension String {
    /// The pieces between occurrences of a separator, over bytes: CRLF is one character to `split`.
    func components(between separator: String) -> [String] {
        var pieces: [[UInt8]] = [[]]
        let bytes = Array(utf8)
        let wanted = Array(separator.utf8)
        var index = 0
        while index < bytes.count {
            if bytes[index...].starts(with: wanted) {
                pieces.append([])
                index += wanted.count
            } else {
                pieces[pieces.count - 1].append(bytes[index])
                index += 1
            }
        }
        return pieces.map { String(decoding: $0, as: UTF8.self) }
    }
}
