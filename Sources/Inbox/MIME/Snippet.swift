/// The first words of a message, for lists.
enum Snippet {
    /// At most 250 characters, white space made single.
    static func make(_ message: ParsedMessage) -> String {
        let source = message.text ?? message.html.map(withoutTags) ?? ""
        var result = ""
        for word in source.prefix(20 * MIMELimits.snippetCharacters).split(whereSeparator: \.isWhitespace) {
            result += result.isEmpty ? "" : " "
            result += word
            if result.count >= MIMELimits.snippetCharacters { return String(result.prefix(MIMELimits.snippetCharacters - 1)) + "…" }
        }
        return result
    }

    private static func withoutTags(_ html: String) -> String {
        var result = ""
        var isTag = false
        for character in html.prefix(40 * MIMELimits.snippetCharacters) {
            switch character {
            case "<": (isTag, result) = (true, result + " ")
            case ">": isTag = false
            default: if !isTag { result.append(character) }
            }
        }
        return result
    }
}
