import Mail

/// Checks that several requests share.
enum FieldText {
    /// The text without spaces around it; a fault when it is empty, too long, or holds control characters.
    static func checked(_ text: String, field: String, octets: Int, into faults: inout [FieldFault]) -> String {
        var trimmed = Substring(text)
        while let first = trimmed.first, first.isWhitespace { trimmed.removeFirst() }
        while let last = trimmed.last, last.isWhitespace { trimmed.removeLast() }
        if trimmed.isEmpty {
            faults.append(FieldFault(field, "Must not be empty.", .empty))
        } else if trimmed.utf8.count > octets {
            faults.append(FieldFault(field, "Is longer than \(octets) octets; shorten it.", .tooLong))
        } else if trimmed.unicodeScalars.contains(where: isInvisible) {
            faults.append(FieldFault(field, "Has a control or invisible character; type it again by hand.", .invisible))
        }
        return String(trimmed)
    }

    /// The first instant, in Belgium, of a day written `2026-11-23`.
    static func day(_ text: String, field: String, into faults: inout [FieldFault]) -> Instant? {
        if let day = Instant(brusselsDay: text) { return day }
        faults.append(FieldFault(field, "Give a day that exists as YYYY-MM-DD.", .day))
        return nil
    }

    private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned: true
        default: false
        }
    }
}
