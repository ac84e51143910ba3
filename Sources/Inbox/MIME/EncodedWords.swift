/// Encoded words of header fields (RFC 2047); what is malformed is shown as it stands.
enum EncodedWords {
    static func decode(_ octets: [UInt8]) -> String {
        var result = ""
        var gap: [UInt8] = []
        var afterWord = false
        var pending: (charset: String, octets: [UInt8])?
        for token in tokens(octets) {
            if let word = word(token) {
                if !afterWord { result += String(decoding: gap, as: UTF8.self) }
                // A character may be split over two words of one charset.
                if let open = pending, open.charset == word.charset {
                    pending = (open.charset, open.octets + word.octets)
                } else {
                    if let open = pending { result += Charset.text(open.octets, open.charset) }
                    pending = word
                }
                (gap, afterWord) = ([], true)
            } else if token.allSatisfy({ $0 == 0x20 || $0 == 0x09 }) {
                gap += token
            } else {
                if let open = pending { result += Charset.text(open.octets, open.charset) }
                result += String(decoding: gap + token, as: UTF8.self)
                (gap, afterWord, pending) = ([], false, nil)
            }
        }
        if let open = pending { result += Charset.text(open.octets, open.charset) }
        return result
    }

    /// Removes the backslashes of quoted pairs.
    static func unescaped(_ octets: some Sequence<UInt8>) -> String {
        var result: [UInt8] = []
        var isEscaped = false
        for octet in octets {
            if octet == UInt8(ascii: "\\"), !isEscaped {
                isEscaped = true
            } else {
                result.append(octet)
                isEscaped = false
            }
        }
        return String(decoding: result, as: UTF8.self)
    }

    /// Runs of white space and runs of the rest, in their order.
    private static func tokens(_ octets: [UInt8]) -> [ArraySlice<UInt8>] {
        var result: [ArraySlice<UInt8>] = []
        var start = 0
        for index in octets.indices.dropFirst() where isSpace(octets[index]) != isSpace(octets[index - 1]) {
            result.append(octets[start..<index])
            start = index
        }
        if start < octets.count { result.append(octets[start...]) }
        return result
    }

    private static func isSpace(_ octet: UInt8) -> Bool { octet == 0x20 || octet == 0x09 }

    /// `=?charset?B?text?=` or `Q`.
    private static func word(_ token: ArraySlice<UInt8>) -> (charset: String, octets: [UInt8])? {
        guard token.count > 6, token.starts(with: "=?".utf8), token.suffix(2).elementsEqual("?=".utf8) else { return nil }
        let parts = token.dropFirst(2).dropLast(2).split(separator: UInt8(ascii: "?"), omittingEmptySubsequences: false)
        guard parts.count == 3, parts[1].count == 1, let encoding = parts[1].first else { return nil }
        let charset = String(decoding: parts[0].prefix { $0 != UInt8(ascii: "*") }, as: UTF8.self).lowercased()
        switch encoding & 0xDF {
        case UInt8(ascii: "B"): return (charset, Base64.decode(tolerant: parts[2]))
        case UInt8(ascii: "Q"): return (charset, QuotedPrintable.decode(parts[2], underscoreIsSpace: true))
        default: return nil
        }
    }
}
