/// Escaping for HTML text and quoted attributes.
enum HTML {
    static func escape(_ text: String) -> String {
        var result = ""
        result.reserveCapacity(text.utf8.count)
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "'": result += "&#39;"
            case "\0": result += "\u{FFFD}"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    /// Escapes, and makes links of the http and https addresses in a text.
    static func linked(_ text: String) -> String {
        var result = ""
        var word = ""
        for character in text {
            if character.isWhitespace || "<>\"".contains(character) {
                result += linkedWord(word) + escape(String(character))
                word = ""
            } else {
                word.append(character)
            }
        }
        return result + linkedWord(word)
    }

    private static func linkedWord(_ word: String) -> String {
        guard word.hasPrefix("https://") || word.hasPrefix("http://") else { return escape(word) }
        var address = Substring(word)
        while let last = address.last, ".,;:!?)]'".contains(last) { address = address.dropLast() }
        let rest = word[address.endIndex...]
        let escaped = escape(String(address))
        return "<a href=\"\(escaped)\" target=\"_blank\" rel=\"noopener noreferrer\">\(escaped)</a>\(escape(String(rest)))"
    }
}
