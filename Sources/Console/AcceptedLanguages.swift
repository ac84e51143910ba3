import Mail

/// The four languages in the order that a browser asks for (RFC 9110 §12.5.4).
///
/// Only for a page that no case stands behind, and only their order: every language is there, whatever is asked for.
enum AcceptedLanguages {
    /// The most ranges that are looked at.
    private static let ranges = 32

    static func order(_ field: String?) -> [Language] {
        let asked = (field ?? "").split(separator: ",").prefix(ranges).compactMap { range(of: $0) }
        let weights = Dictionary(asked, uniquingKeysWith: { max($0, $1) })
        return Language.allCases.enumerated().sorted { left, right in
            let (first, second) = (weights[left.element] ?? 0, weights[right.element] ?? 0)
            return first == second ? left.offset < right.offset : first > second
        }.map(\.element)
    }

    /// The language of `fr-BE;q=0.8` with its weight in thousandths; `nil` for other languages.
    private static func range(of text: Substring) -> (Language, Int)? {
        let parts = text.split(separator: ";").map { $0.filter { $0 != " " && $0 != "\t" }.lowercased() }
        guard let tag = parts.first?.split(separator: "-").first, let language = Language(rawValue: String(tag)) else { return nil }
        guard let weight = parts.dropFirst().first(where: { $0.hasPrefix("q=") })?.dropFirst(2) else { return (language, 1_000) }
        return (language, thousandths(weight))
    }

    /// `0.85` as 850; what is none, as 0.
    private static func thousandths(_ text: Substring) -> Int {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard let whole = parts.first, whole == "0" || whole == "1", parts.count <= 2 else { return 0 }
        let digits = parts.count == 2 ? parts[1] : ""
        guard digits.utf8.count <= 3, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return 0 }
        let padded = digits + String(repeating: "0", count: 3 - digits.utf8.count)
        return min(1_000, (whole == "1" ? 1_000 : 0) + (Int(padded) ?? 0))
    }
}
