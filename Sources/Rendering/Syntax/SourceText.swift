/// The bytes of one template file and the way from an offset to a line and a column.
struct SourceText: Sendable {
    let file: String
    let bytes: [UInt8]
    /// Columns that were put before every line when a standalone partial was indented; taken off in positions.
    private let indentation: Int

    init(file: String, bytes: [UInt8]) {
        self.file = file
        self.bytes = bytes
        self.indentation = 0
    }

    private init(file: String, bytes: [UInt8], indentation: Int) {
        self.file = file
        self.bytes = bytes
        self.indentation = indentation
    }

    /// The same text with `whitespace` before every line (Mustache: the indentation of a standalone partial).
    func indented(by whitespace: [UInt8]) -> SourceText {
        guard !whitespace.isEmpty else { return self }
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count + 64)
        var atLineStart = true
        for byte in bytes {
            if atLineStart { result.append(contentsOf: whitespace) }
            result.append(byte)
            atLineStart = byte == .lineFeed
        }
        return SourceText(file: file, bytes: result, indentation: indentation + whitespace.count)
    }

    /// Where an offset lies. Linear: asked only when a problem is reported.
    func position(at offset: Int) -> SourcePosition {
        var line = 1
        var column = 1
        for byte in bytes.prefix(offset) {
            if byte == .lineFeed {
                line += 1
                column = 1
            } else if byte & 0xC0 != 0x80 {
                column += 1
            }
        }
        return SourcePosition(file: file, line: line, column: max(1, column - indentation))
    }
}
