/// Names of variables, parts and kinds: a letter, then letters, digits and underscores, all lower case.
enum TemplateName {
    /// A name that is longer is a mistake.
    static let octets = 64

    static func isValid(_ name: String) -> Bool {
        guard let first = name.utf8.first, first.isLowercaseLetter, name.utf8.count <= octets else { return false }
        return name.utf8.allSatisfy { $0.isLowercaseLetter || $0.isDigit || $0 == UInt8(ascii: "_") }
    }

    /// The name if it may be shown in an error, else words in its place: what a caller sends could be anything.
    static func printable(_ name: String) -> String {
        isValid(name) ? name : "(a name that is not lower-case letters, digits and underscores)"
    }
}
