/// Makes the text of a reply safe to store and show.
package enum ReplyText {
    /// Joins the lines with a space, without the enhanced code each may start with, without controls, local parts and URL paths.
    package static func safe(_ lines: [[UInt8]], droppingPrefix prefix: String?) -> String {
        let dropped = prefix.map { Array($0.utf8) } ?? []
        let bodies = lines.map { line in
            !dropped.isEmpty && line.starts(with: dropped) ? line.dropFirst(dropped.count) : line[...]
        }
        if bodies.count == 1, let text = plain(bodies[0]) { return text }
        var words: [String] = []
        for body in bodies {
            for word in body.split(whereSeparator: { $0 <= 0x20 || $0 == 0x7F }) {
                words.append(redacted(String(decoding: word, as: UTF8.self)))
            }
        }
        return truncated(words.joined(separator: " "))
    }

    /// One line of printable ASCII that can hold neither address nor URL, such as `Ok: queued as 4C1F2`: nearly every reply to a
    /// final dot, and so not worth taking apart. `nil`: it must be.
    private static func plain(_ body: ArraySlice<UInt8>) -> String? {
        let text = body.drop { $0 == 0x20 }
        guard text.count <= Limits.replyTextOctets, text.last != 0x20 else { return nil }
        var previous: UInt8 = 0
        for octet in text {
            guard (0x20...0x7E).contains(octet), octet != UInt8(ascii: "@"), octet != UInt8(ascii: "/"),
                octet != 0x20 || previous != 0x20
            else { return nil }
            previous = octet
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// `<jan@example.be>:` becomes `<•••@example.be>:`; `https://host/a/token` becomes `https://host/•••`.
    private static func redacted(_ word: String) -> String {
        let visible = String(String.UnicodeScalarView(word.unicodeScalars.map { isShown($0) ? $0 : "\u{FFFD}" }))
        if let scheme = visible.firstRange(of: "://") {
            let host = visible[scheme.upperBound...].prefix { $0 != "/" && $0 != "?" && $0 != "#" }
            let rest = visible[host.endIndex...]
            let shown = withoutLocalParts(String(visible[..<scheme.upperBound])) + withoutLocalParts(String(host))
            return rest.isEmpty || rest == "/" ? shown + rest : shown + "/•••"
        }
        return withoutLocalParts(visible)
    }

    /// Masks what stands before each `@`, back to a character that no local part of ours has.
    private static func withoutLocalParts(_ text: String) -> String {
        var shown = ""
        var run = ""
        // By scalars: an @ with a combining mark is another character, and the same octet.
        for scalar in text.unicodeScalars {
            switch scalar {
            case "@":
                shown += "•••@"
                run = ""
            case "<", ">", "(", ")", "[", "]", "\\", ",", ";", ":", "\"":
                shown += run + String(scalar)
                run = ""
            default:
                run.unicodeScalars.append(scalar)
            }
        }
        return shown + run
    }

    /// Without what follows each `@`: the name of a recipient's domain says nothing of what the relay means (`karate.be` has a "rate").
    package static func withoutDomains(_ text: String) -> String {
        guard text.utf8.contains(UInt8(ascii: "@")) else { return text }
        var kept = ""
        var isDomain = false
        for scalar in text.unicodeScalars {
            if scalar == "@" { isDomain = true }
            if isDomain, " <>()[],;:\"".unicodeScalars.contains(scalar) { isDomain = false }
            if !isDomain { kept.unicodeScalars.append(scalar) }
        }
        return kept
    }

    private static func isShown(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator: false
        default: true
        }
    }

    private static func truncated(_ text: String) -> String {
        guard text.utf8.count > Limits.replyTextOctets else { return text }
        var octets = 0
        return String(
            text.prefix { character in
                octets += character.utf8.count
                return octets <= Limits.replyTextOctets - 3
            }) + "…"
    }
}
