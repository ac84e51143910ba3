/// A table of plain text: a heading, rows, columns as wide as their widest cell, or as the terminal has room.
struct TextTable {
    private let heading: [String]
    private var rows: [[String]] = []

    private static let gap = 2
    /// Narrower than this no column is made: the line breaks then.
    private static let narrowest = 6

    init(_ heading: String...) { self.heading = heading }

    mutating func add(_ row: String...) { rows.append(row) }

    /// The lines; `empty` stands for a table without rows.
    ///
    /// - Parameter width: Columns of the terminal: what is wider is cut and ends in `…`, the widest first, and never the first column, which
    ///   names the row. `nil`, and elsewhere than on a terminal: nothing is cut.
    func text(empty: String, width: Int? = Screen.width) -> String {
        guard !rows.isEmpty else { return empty }
        let natural = heading.indices.map { column in
            ([heading] + rows).map { column < $0.count ? $0[column].count : 0 }.max() ?? 0
        }
        let widths = width.map { Self.fitted(natural, to: $0) } ?? natural
        return ([heading.map { $0.uppercased() }] + rows).map { row in
            row.indices.map { column in
                let cell = Self.cut(row[column], to: widths[column])
                return column == row.count - 1 ? cell : cell + String(repeating: " ", count: widths[column] - cell.count)
            }
            .joined(separator: String(repeating: " ", count: Self.gap))
        }
        .joined(separator: "\n")
    }

    /// Takes from the widest column until all fit.
    private static func fitted(_ natural: [Int], to width: Int) -> [Int] {
        var widths = natural
        var excess = widths.reduce(0, +) + gap * (widths.count - 1) - width
        while excess > 0 {
            guard let widest = widths.indices.dropFirst().max(by: { widths[$0] < widths[$1] }), widths[widest] > narrowest else { break }
            widths[widest] -= 1
            excess -= 1
        }
        return widths
    }

    private static func cut(_ cell: String, to width: Int) -> String {
        cell.count > width ? cell.prefix(width - 1) + "…" : cell
    }
}
