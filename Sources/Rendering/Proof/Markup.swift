/// A plain reading of HTML for the proof: start tags, style sheets and text with their offsets.
///
/// It reads sources and rendered mails alike; template tags in a source are passed over. The content of conditional comments
/// (`<!--[if mso]>`) is read like any other, since some clients show it.
struct Markup {
    private(set) var tags: [MarkupTag] = []
    private(set) var styles: [Range<Int>] = []
    private(set) var texts: [Range<Int>] = []
    private let bytes: [UInt8]

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        var index = 0
        var textStart = 0
        while index < bytes.count {
            guard bytes[index] == UInt8(ascii: "<"), let next = byte(index + 1), isMarkup(next) else {
                index += 1
                continue
            }
            if textStart < index { texts.append(textStart..<index) }
            index = next.lowercased.isLowercaseLetter ? startTag(at: index) : pastDeclaration(at: index)
            if tags.last?.name == "style", next.lowercased.isLowercaseLetter {
                let end = find("</style", from: index) ?? bytes.count
                styles.append(index..<end)
                index = end
            }
            textStart = index
        }
        if textStart < bytes.count { texts.append(textStart..<bytes.count) }
    }

    private func isMarkup(_ byte: UInt8) -> Bool {
        byte.lowercased.isLowercaseLetter || byte == UInt8(ascii: "!") || byte == UInt8(ascii: "/") || byte == UInt8(ascii: "?")
    }

    private func pastDeclaration(at start: Int) -> Int {
        if matches("<!--[", at: start) { return past("]>", from: start) }
        return matches("<!--", at: start) ? past("-->", from: start + 4) : past(">", from: start)
    }

    private mutating func startTag(at start: Int) -> Int {
        var index = start + 1
        let name = word(&index) { $0.isAlphanumeric || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ":") }
        var attributes: [MarkupTag.Attribute] = []
        while let next = byte(index), next != UInt8(ascii: ">") {
            if matches("{{", at: index) {
                index = past("}}", from: index)
            } else if next <= .space || next == UInt8(ascii: "/") {
                index += 1
            } else {
                attributes.append(attribute(&index))
            }
        }
        tags.append(MarkupTag(name: name, offset: start, attributes: attributes))
        return min(index + 1, bytes.count)
    }

    private func attribute(_ index: inout Int) -> MarkupTag.Attribute {
        let start = index
        let name = word(&index) { $0 > .space && !"=>/{".utf8.contains($0) }
        if index == start { index += 1 }
        var probe = index
        while let next = byte(probe), next <= .space { probe += 1 }
        guard byte(probe) == UInt8(ascii: "=") else { return MarkupTag.Attribute(name: name, value: [], offset: start) }
        index = probe + 1
        while let next = byte(index), next <= .space { index += 1 }
        let value: Range<Int>
        if let quote = byte(index), quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
            let end = bytes[(index + 1)...].firstIndex(of: quote) ?? bytes.count
            value = (index + 1)..<end
            index = min(end + 1, bytes.count)
        } else {
            let end = bytes[min(index, bytes.count)...].firstIndex { $0 <= .space || $0 == UInt8(ascii: ">") } ?? bytes.count
            value = min(index, end)..<end
            index = end
        }
        return MarkupTag.Attribute(name: name, value: Array(bytes[value]), offset: start)
    }

    private func word(_ index: inout Int, _ isPart: (UInt8) -> Bool) -> String {
        let start = index
        while let next = byte(index), isPart(next) { index += 1 }
        return String(decoding: bytes[start..<index].map(\.lowercased), as: UTF8.self)
    }

    private func byte(_ index: Int) -> UInt8? { index < bytes.count ? bytes[index] : nil }

    private func matches(_ word: StaticString, at start: Int) -> Bool {
        word.withUTF8Buffer { word in
            start + word.count <= bytes.count && word.indices.allSatisfy { bytes[start + $0].lowercased == word[$0] }
        }
    }

    private func find(_ word: StaticString, from start: Int) -> Int? {
        start < bytes.count ? (start..<bytes.count).first { matches(word, at: $0) } : nil
    }

    private func past(_ word: StaticString, from start: Int) -> Int {
        find(word, from: start).map { $0 + word.utf8CodeUnitCount } ?? bytes.count
    }
}
