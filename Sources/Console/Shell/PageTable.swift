/// A table of a page. On a narrow screen each row becomes a block, and each cell says what it is.
///
/// The roles stand in it: a browser takes what is laid out as blocks for no table, and a screen reader would lose rows and columns.
struct PageTable: Sendable {
    /// None where the heading before it says the same.
    var caption: String?
    let columns: [String]
    /// The first cell is the row's head.
    let rows: [[Markup]]

    var markup: Markup {
        let heads = columns.map { name -> Markup in "<th scope=\"col\" role=\"columnheader\">\(name)</th>" }
        let lines = rows.map { row -> Markup in
            let cells = zip(columns, row).dropFirst().map { name, cell -> Markup in
                "<td role=\"cell\" data-label=\"\(name)\">\(cell)</td>"
            }
            return "<tr role=\"row\"><th scope=\"row\" role=\"rowheader\">\(row.first ?? .none)</th>\(cells)</tr>\n"
        }
        return """
            <table role="table">
            \(caption.map { "<caption>\($0)</caption>\n" } ?? .none)<thead role="rowgroup"><tr role="row">\(heads)</tr></thead>
            <tbody role="rowgroup">
            \(lines)</tbody>
            </table>

            """
    }
}
