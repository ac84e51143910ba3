/// Quoted-printable for text (RFC 2045 §6.7): 7-bit, CRLF line ends, lines of at most 76 octets.
///
/// Soft breaks go between words and at the borders of HTML tags and attribute values, so that a code or link that fits on a line
/// stays whole. No line begins with a dot or with `From `, which relays may alter.
enum QuotedPrintable {
    /// Octets of a line that is not followed by a soft break; one more is its `=`.
    private static let lineOctets = 76

    /// More than the encoded form of `count` bytes can need: three octets each, and of two neighbouring lines that a soft break
    /// separates at least one is half full. Memory that is not written costs nothing; counting the bytes would.
    static func bound(for count: Int) -> Int {
        let octets = 3 * count
        return octets + 3 * (octets / 36 + octets / lineOctets + 2) + 16
    }

    /// The encoded form; line feeds with or without carriage return become CRLF, other carriage returns `=0D`.
    static func encode(_ bytes: [UInt8]) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: bound(for: bytes.count)) { buffer, count in
            var writer = ByteWriter(buffer)
            encode(bytes, to: &writer)
            count = writer.count
        }
    }

    /// Appends the encoded form of whole lines, or of the last one: line by line is the same as all at once.
    static func encode(_ bytes: [UInt8], to output: inout [UInt8]) {
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: bound(for: bytes.count)) { buffer in
            var writer = ByteWriter(buffer)
            encode(bytes, to: &writer)
            output.append(contentsOf: UnsafeBufferPointer(rebasing: buffer[..<writer.count]))
        }
    }

    private static func encode(_ bytes: [UInt8], to writer: inout ByteWriter) {
        bytes.withUnsafeBufferPointer { encode($0, to: &writer) }
    }

    private static func encode(_ input: UnsafeBufferPointer<UInt8>, to writer: inout ByteWriter) {
        let end = input.count
        var index = 0
        var lineStart = writer.count
        // Where the current line may be broken; before `lineStart` means nowhere.
        var opportunity = -1
        var mayBreakHere = false
        while index < end {
            if writer.count == lineStart, let length = plainLine(input, at: index, to: &writer) {
                index &+= length
                lineStart = writer.count
                mayBreakHere = false
                continue
            }
            let byte = input[index]
            // Inside a word, with room for its end: most bytes.
            if !mayBreakHere, isWordByte(byte), case let column = writer.count &- lineStart, column > 0, column < lineOctets - 2 {
                writer.put(byte)
                index &+= 1
                continue
            }
            if let length = lineEnd(input, at: index) {
                endLine(&writer, lineStart: lineStart)
                index &+= length
                lineStart = writer.count
                mayBreakHere = false
                continue
            }
            if mayBreakHere || byte == UInt8(ascii: "<") || byte == UInt8(ascii: "\"") {
                if byte != UInt8(ascii: "."), !isFrom(input, at: index) { opportunity = writer.count }
            }
            let isEscaped = !isPlain(byte)
            let width = isEscaped ? 3 : 1
            let isLastOfLine = index &+ 1 == end || lineEnd(input, at: index &+ 1) != nil
            let limit = isLastOfLine ? lineOctets : lineOctets - 1
            while writer.count - lineStart + width > limit {
                let position = opportunity > lineStart ? opportunity : writer.count
                writer.insertSoftBreak(at: position)
                lineStart = position + 3
                opportunity = -1
            }
            if isEscaped || writer.count == lineStart && (byte == UInt8(ascii: ".") || isFrom(input, at: index)) {
                writer.putEscaped(byte)
            } else {
                writer.put(byte)
            }
            mayBreakHere = byte == .space || byte == UInt8(ascii: ">") || byte == UInt8(ascii: "\"")
            index &+= 1
        }
        escapeTrailingBlank(&writer, lineStart: lineStart)
    }

    /// A whole line that stands for itself, with its line end: nearly all lines of a template. Returns the octets read.
    @inline(__always)
    private static func plainLine(_ input: UnsafeBufferPointer<UInt8>, at start: Int, to writer: inout ByteWriter) -> Int? {
        let limit = min(start &+ lineOctets, input.count &- 1)
        var index = start
        while index < limit, isPlain(input[index]) { index &+= 1 }
        guard let length = lineEnd(input, at: index) else { return nil }
        if index > start {
            guard !input[index &- 1].isBlank, input[start] != UInt8(ascii: "."), !isFrom(input, at: start) else { return nil }
            writer.put(UnsafeBufferPointer(rebasing: input[start..<index]))
        }
        writer.put(.carriageReturn)
        writer.put(.lineFeed)
        return index &- start &+ length
    }

    private static func endLine(_ writer: inout ByteWriter, lineStart: Int) {
        escapeTrailingBlank(&writer, lineStart: lineStart)
        writer.put(.carriageReturn)
        writer.put(.lineFeed)
    }

    /// RFC 2045 §6.7 rule 3: relays strip blanks at the end of a line.
    private static func escapeTrailingBlank(_ writer: inout ByteWriter, lineStart: Int) {
        guard writer.count > lineStart, let last = writer.last, last.isBlank else { return }
        if writer.count - lineStart + 2 > lineOctets { writer.insertSoftBreak(at: writer.count - 1) }
        writer.putEscaped(writer.removeLast())
    }

    @inline(__always)
    private static func isPlain(_ byte: UInt8) -> Bool {
        byte &- 0x20 < 0x5F && byte != UInt8(ascii: "=") || byte == .tab
    }

    /// A byte that stands for itself and has no say in where lines break.
    @inline(__always)
    private static func isWordByte(_ byte: UInt8) -> Bool {
        guard byte < 0x80 else { return false }
        return (byte < 64 ? wordBytes.low >> byte : wordBytes.high >> (byte & 63)) & 1 == 1
    }

    /// One bit for each ASCII character: printable, none of blank, `"`, `<`, `=`, `>`.
    private static let wordBytes: (low: UInt64, high: UInt64) = (0x8FFF_FFFA_0000_0000, 0x7FFF_FFFF_FFFF_FFFF)

    /// Octets of the line end at `index`, if there is one.
    @inline(__always)
    private static func lineEnd(_ input: UnsafeBufferPointer<UInt8>, at index: Int) -> Int? {
        let byte = input[index]
        if byte == .lineFeed { return 1 }
        return byte == .carriageReturn && index &+ 1 < input.count && input[index &+ 1] == .lineFeed ? 2 : nil
    }

    @inline(__always)
    private static func isFrom(_ input: UnsafeBufferPointer<UInt8>, at index: Int) -> Bool {
        guard input[index] == UInt8(ascii: "F"), index + 4 < input.count else { return false }
        return input[index + 1] == UInt8(ascii: "r") && input[index + 2] == UInt8(ascii: "o") && input[index + 3] == UInt8(ascii: "m")
            && input[index + 4] == .space
    }
}
