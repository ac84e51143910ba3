import Mail

/// Puts a part of a message together in quoted-printable: lines that are encoded already, and one that is being written.
struct EncodedLines {
    private var output: [UInt8] = []
    /// The line that is not ended, not encoded.
    private var line: [UInt8] = []

    /// - Parameter octets: The expected length.
    init(reserving octets: Int) {
        output.reserveCapacity(octets)
        line.reserveCapacity(256)
    }

    /// Writes on in the present line; no line feed may be written.
    mutating func append(_ write: (inout [UInt8]) -> Void) {
        write(&line)
    }

    mutating func append(_ literal: EncodedLiteral) {
        line.append(contentsOf: literal.head)
        guard literal.endsLine else { return }
        encodeLine()
        output.append(contentsOf: literal.lines)
        line.append(contentsOf: literal.tail)
    }

    /// All that was written.
    consuming func finished() -> [UInt8] {
        if !line.isEmpty { encodeLine() }
        return output
    }

    private mutating func encodeLine() {
        QuotedPrintable.encode(line, to: &output)
        line.removeAll(keepingCapacity: true)
    }
}
