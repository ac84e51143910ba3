/// What all charts have in common: a drawing of fixed proportions with a scale on its left. No style stands in it, only classes.
struct ChartFrame: Sendable {
    static let width = 360.0
    static let height = 170.0
    static let left = 40.0
    static let right = 8.0
    static let top = 10.0
    static let bottom = 22.0

    let id: String
    let title: String
    let description: String
    /// The value at the top of the scale.
    let most: Int

    init(id: String, title: String, description: String, values: [Int]) {
        self.id = id
        self.title = title
        self.description = description
        most = Self.round(up: values.max() ?? 0)
    }

    /// The next of 1, 2, 5, 10, 20, 50 …
    static func round(up value: Int) -> Int {
        var unit = 1
        while unit <= Int.max / 20 {
            for step in [1, 2, 5] where step * unit >= value { return step * unit }
            unit *= 10
        }
        return value
    }

    static var innerWidth: Double { width - left - right }
    static var floor: Double { height - bottom }

    func y(_ value: Int) -> Double { Self.floor - (Self.floor - Self.top) * Double(value) / Double(most) }

    /// Rounded to a tenth: a drawing needs no more, and a page is to be small.
    static func number(_ value: Double) -> String {
        let tenths = Int((value * 10).rounded())
        return tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(abs(tenths % 10))"
    }

    func svg(_ content: [Markup]) -> Markup {
        let middle = Self.number(y(most) + (Self.floor - Self.top) / 2)
        let half: Markup =
            most % 2 == 0
            ? """
            <line class="grid" x1="40" x2="352" y1="\(middle)" y2="\(middle)"/>\
            <text x="36" y="\(middle)" dy="3" text-anchor="end">\(most / 2)</text>
            """ : .none
        return """
            <svg class="chart" role="img" aria-labelledby="\(id)-title \(id)-desc" viewBox="0 0 360 170">
            <title id="\(id)-title">\(title)</title>
            <desc id="\(id)-desc">\(description)</desc>
            <line class="grid" x1="40" x2="352" y1="10" y2="10"/><text x="36" y="13" text-anchor="end">\(most)</text>
            \(half)
            <line class="axis" x1="40" x2="352" y1="148" y2="148"/><text x="36" y="151" text-anchor="end">0</text>
            \(content)</svg>

            """
    }

    /// Words below the scale.
    static func label(_ text: String, at x: Double, anchor: String = "middle") -> Markup {
        "<text x=\"\(number(x))\" y=\"164\" text-anchor=\"\(anchor)\">\(text)</text>\n"
    }
}
