/// Lines over time, told apart by their strokes and not by colour alone.
struct LineChart: Sendable {
    let id: String
    let title: String
    let description: String
    /// By the class of the stroke: `one`, `two`, `three`.
    let lines: [(stroke: String, values: [Int])]
    /// At the left and at the right end.
    let ends: (String, String)

    var markup: Markup {
        let frame = ChartFrame(id: id, title: title, description: description, values: lines.flatMap(\.values))
        let drawn = lines.map { line -> Markup in
            let step = ChartFrame.innerWidth / Double(max(1, line.values.count - 1))
            let points = line.values.enumerated().map { index, value in
                "\(ChartFrame.number(ChartFrame.left + Double(index) * step)),\(ChartFrame.number(frame.y(value)))"
            }
            return "<polyline class=\"\(line.stroke)\" points=\"\(points.joined(separator: " "))\"/>\n"
        }
        return frame.svg(
            drawn + [
                ChartFrame.label(ends.0, at: ChartFrame.left, anchor: "start"),
                ChartFrame.label(ends.1, at: ChartFrame.width - ChartFrame.right, anchor: "end"),
            ])
    }
}
