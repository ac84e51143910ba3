/// Cuts a multipart body at its boundary lines (RFC 2046 §5.1).
enum Multipart {
    /// The parts between the delimiters; a missing closing delimiter is forgiven.
    static func parts(of body: ArraySlice<UInt8>, boundary: String) -> [ArraySlice<UInt8>] {
        let delimiter = Array("--\(boundary)".utf8)
        var result: [ArraySlice<UInt8>] = []
        var partStart: Int?
        var lineStart = body.startIndex
        while lineStart < body.endIndex, result.count < MIMELimits.parts {
            let lineEnd = body[lineStart...].firstIndex(of: 0x0A) ?? body.endIndex
            let next = min(lineEnd + 1, body.endIndex)
            if let isLast = delimits(body[lineStart..<lineEnd], delimiter) {
                if let start = partStart { result.append(withoutLineEnd(body[start..<max(start, lineStart)])) }
                partStart = isLast ? nil : next
                if isLast { return result }
            }
            lineStart = next
        }
        if let start = partStart, start < body.endIndex, result.count < MIMELimits.parts { result.append(body[start...]) }
        return result
    }

    /// `nil` for any other line; `true` for the closing delimiter.
    private static func delimits(_ line: ArraySlice<UInt8>, _ delimiter: [UInt8]) -> Bool? {
        guard line.starts(with: delimiter) else { return nil }
        let rest = line.dropFirst(delimiter.count)
        let isLast = rest.starts(with: "--".utf8)
        return rest.dropFirst(isLast ? 2 : 0).allSatisfy({ $0 <= 0x20 }) ? isLast : nil
    }

    /// The line end before a delimiter belongs to the delimiter.
    private static func withoutLineEnd(_ part: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        guard part.last == 0x0A else { return part }
        let shorter = part.dropLast()
        return shorter.last == 0x0D ? shorter.dropLast() : shorter
    }
}
