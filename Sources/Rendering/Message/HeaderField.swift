import Mail

/// Header fields of RFC 5322, folded, each ending in CRLF.
enum HeaderField {
    private static let lineEnd: [UInt8] = [.carriageReturn, .lineFeed]
    private static let fold: [UInt8] = [.carriageReturn, .lineFeed, .space]
    private static let preferredOctets = 76

    /// Appends a field whose value is already safe: ASCII without line ends, or an internationalized address.
    static func append(_ name: StaticString, _ value: String, to header: inout [UInt8]) {
        append(name, to: &header) { $0.append(contentsOf: value.utf8) }
    }

    /// Appends a field whose value `write` appends: safe, as above.
    static func append(_ name: StaticString, to header: inout [UInt8], _ write: (inout [UInt8]) -> Void) {
        begin(name, &header)
        write(&header)
        header.append(contentsOf: lineEnd)
    }

    private static func begin(_ name: StaticString, _ header: inout [UInt8]) {
        name.withUTF8Buffer { header.append(contentsOf: $0) }
        header.append(UInt8(ascii: ":"))
        header.append(.space)
    }

    /// Appends a field of free text: as it is when that is ASCII, else as encoded words.
    static func appendUnstructured(_ name: StaticString, _ text: String, to header: inout [UInt8]) {
        let clean = CleanText.bytes(of: text)
        begin(name, &header)
        let column = name.utf8CodeUnitCount + 2
        if canStandPlain(clean) {
            appendFolded(clean, column: column, to: &header)
        } else {
            EncodedWords.append(String(decoding: clean, as: UTF8.self), column: column, to: &header)
        }
        header.append(contentsOf: lineEnd)
    }

    /// Appends a field with one mailbox (RFC 5322 §3.4).
    static func appendMailbox(_ name: StaticString, _ mailbox: Mailbox, to header: inout [UInt8]) {
        let display = CleanText.bytes(of: mailbox.displayName)
        begin(name, &header)
        guard !display.isEmpty else {
            header.append(contentsOf: mailbox.address.text.utf8)
            return header.append(contentsOf: lineEnd)
        }
        var column = name.utf8CodeUnitCount + 2
        if canStandPlain(display), display.count + column + 2 < preferredOctets {
            column += appendQuoted(display, to: &header)
        } else {
            column = EncodedWords.append(String(decoding: display, as: UTF8.self), column: column, to: &header)
        }
        let address = "<\(mailbox.address.text)>"
        header.append(contentsOf: column + 1 + address.utf8.count > preferredOctets ? fold : [.space])
        header.append(contentsOf: address.utf8)
        header.append(contentsOf: lineEnd)
    }

    /// Printable ASCII that no reader could take for an encoded word, with words that fit on a line.
    private static func canStandPlain(_ bytes: [UInt8]) -> Bool {
        var (previous, word) = (UInt8.space, 0)
        for byte in bytes {
            guard (0x20...0x7E).contains(byte), previous != UInt8(ascii: "=") || byte != UInt8(ascii: "?") else { return false }
            word = byte == .space ? 0 : word + 1
            guard word <= plainWordOctets else { return false }
            previous = byte
        }
        return true
    }

    private static let plainWordOctets = 60

    /// Folds at spaces; runs of spaces become one, so that no line is blank.
    private static func appendFolded(_ bytes: [UInt8], column: Int, to header: inout [UInt8]) {
        if column + bytes.count <= preferredOctets, !hasLooseSpaces(bytes) { return header.append(contentsOf: bytes) }
        var column = column
        for (index, word) in bytes.split(separator: .space).enumerated() {
            if index > 0 {
                let fits = column + 1 + word.count <= preferredOctets
                header.append(contentsOf: fits ? [.space] : fold)
                column = fits ? column + 1 : 1
            }
            header.append(contentsOf: word)
            column += word.count
        }
    }

    /// Spaces at an end, or two in a row.
    private static func hasLooseSpaces(_ bytes: [UInt8]) -> Bool {
        var previous = UInt8.space
        for byte in bytes {
            if byte == .space, previous == .space { return true }
            previous = byte
        }
        return previous == .space
    }

    /// A display name as a quoted string unless it is atoms and spaces.
    private static func appendQuoted(_ display: [UInt8], to header: inout [UInt8]) -> Int {
        let start = header.count
        if display.allSatisfy({ $0.isAlphanumeric || $0 == .space || $0 == UInt8(ascii: "-") }) {
            header.append(contentsOf: display)
        } else {
            header.append(UInt8(ascii: "\""))
            for byte in display {
                if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { header.append(UInt8(ascii: "\\")) }
                header.append(byte)
            }
            header.append(UInt8(ascii: "\""))
        }
        return header.count - start
    }
}
