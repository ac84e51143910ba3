/// Finds the word that was probably meant.
enum Spelling {
    /// The known word nearest to a misspelt one; `nil` when none is near.
    static func suggestion(for word: String, among known: [String]) -> String? {
        let allowed = max(1, min(3, word.count / 3 + 1))
        return known.map { (word: $0, distance: isBeginning(word, of: $0) ? 1 : distance(word, $0)) }
            .filter { $0.distance <= allowed }
            .min { ($0.distance, $0.word) < ($1.distance, $1.word) }?.word
    }

    /// `warn` of `warning`.
    private static func isBeginning(_ word: String, of known: String) -> Bool {
        word.count >= 3 && known.hasPrefix(word.lowercased())
    }

    /// The edits (insert, delete, replace, swap of neighbours) between two words: the optimal string alignment distance.
    static func distance(_ left: String, _ right: String) -> Int {
        let left = Array(left.prefix(64).lowercased().utf8)
        let right = Array(right.prefix(64).lowercased().utf8)
        guard !left.isEmpty, !right.isEmpty else { return max(left.count, right.count) }
        var rows = [Array(0...right.count)]
        for i in 1...left.count {
            var row = [i]
            for j in 1...right.count {
                let same = left[i - 1] == right[j - 1]
                var best = min(rows[i - 1][j] + 1, row[j - 1] + 1, rows[i - 1][j - 1] + (same ? 0 : 1))
                if i > 1, j > 1, left[i - 1] == right[j - 2], left[i - 2] == right[j - 1] { best = min(best, rows[i - 2][j - 2] + 1) }
                row.append(best)
            }
            rows.append(row)
        }
        return rows[left.count][right.count]
    }
}
