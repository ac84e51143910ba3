/// A table of plain text: a heading, rows, columns as wide as their widest cell.
struct TextTable {
    private let heading: [String]
    private var rows: [[String]] = []

    init(_ heading: String...) { self.heading = heading }

    mutating func add(_ row: String...) { rows.append(row) }

    /// The lines; `empty` stands for a table without rows.
    func text(empty: String) -> String {
        guard !rows.isEmpty else { return empty }
        let widths = heading.indices.map { column in
            ([heading] + rows).map { column < $0.count ? $0[column].count : 0 }.max() ?? 0
        }
        return ([heading.map { $0.uppercased() }] + rows).map { row in
            row.indices.map { column in
                column == row.count - 1 ? row[column] : row[column] + String(repeating: " ", count: widths[column] - row[column].count)
            }
            .joined(separator: "  ")
        }
        .joined(separator: "\n")
    }
}
