import Mail

/// A literal of a template, split where its whole lines begin and end; those are in quoted-printable already.
struct EncodedLiteral: Sendable {
    /// Ends the line that may have begun before it, line feed included; all of it when there is no line feed.
    let head: [UInt8]
    let endsLine: Bool
    /// The whole lines after the head, encoded.
    let lines: [UInt8]
    /// Begins a line that goes on after it.
    let tail: [UInt8]

    init(_ literal: ArraySlice<UInt8>) {
        guard let first = literal.firstIndex(of: .lineFeed), let last = literal.lastIndex(of: .lineFeed) else {
            (head, endsLine, lines, tail) = (Array(literal), false, [], [])
            return
        }
        head = Array(literal[...first])
        endsLine = true
        lines = QuotedPrintable.encode(Array(literal[(first + 1)..<(last + 1)]))
        tail = Array(literal[(last + 1)...])
    }
}
