/// Finds `http://` and `https://` in text, in any case.
enum WebAddress {
    /// Offsets at which one begins.
    static func offsets(in bytes: [UInt8]) -> [Int] {
        // Every one has "://", so the search looks for the colon and then back.
        bytes.indices.compactMap { index in
            guard bytes[index] == UInt8(ascii: ":"), matches("://", in: bytes, at: index) else { return nil }
            if index >= 5, matches("https", in: bytes, at: index - 5) { return index - 5 }
            if index >= 4, matches("http", in: bytes, at: index - 4) { return index - 4 }
            return nil
        }
    }

    static func occurs(in bytes: [UInt8]) -> Bool {
        bytes.contains(UInt8(ascii: ":")) && !offsets(in: bytes).isEmpty
    }

    /// The address that begins at `offset`: up to a blank, a quote, an angle bracket or a template tag.
    static func text(in bytes: [UInt8], at offset: Int) -> String {
        let end = bytes[offset...].firstIndex { $0 <= .space || "\"'<>{}".utf8.contains($0) } ?? bytes.count
        return String(decoding: bytes[offset..<end], as: UTF8.self)
    }

    private static func matches(_ word: StaticString, in bytes: [UInt8], at start: Int) -> Bool {
        word.withUTF8Buffer { word in
            start + word.count <= bytes.count && word.indices.allSatisfy { bytes[start + $0].lowercased == word[$0] }
        }
    }
}
