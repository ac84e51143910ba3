import Mail

/// Header fields of RFC 5322, folded, each ending in CRLF.
enum HeaderField {
    private static let lineEnd: [UInt8] = [.carriageReturn, .lineFeed]
    private static let fold: [UInt8] = [.carriageReturn, .lineFeed, .space]
    private static let preferredOctets = 76

    /// Appends a field whose value is already safe: ASCII without line ends, or an internationalized address.
    static func append(_ name: StaticString, _ value: String, to header: inout [UInt8]) {
        header.append(contentsOf: "\(name): ".utf8)
        header.append(contentsOf: value.utf8)
        header.append(contentsOf: lineEnd)
    }

    /// Appends a field of free text: as it is when that is ASCII, else as encoded words.
    static func appendUnstructured(_ name: StaticString, _ text: String, to header: inout [UInt8]) {
        let clean = CleanText.bytes(of: text)
        header.append(contentsOf: "\(name): ".utf8)
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
        header.append(contentsOf: "\(name): ".utf8)
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
        guard bytes.allSatisfy({ (0x20...0x7E).contains($0) }) else { return false }
        guard !zip(bytes, bytes.dropFirst()).contains(where: { $0 == UInt8(ascii: "=") && $1 == UInt8(ascii: "?") }) else { return false }
        return bytes.split(separator: .space).allSatisfy { $0.count <= 60 }
    }

    /// Folds at spaces; runs of spaces become one, so that no line is blank.
    private static func appendFolded(_ bytes: [UInt8], column: Int, to header: inout [UInt8]) {
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
