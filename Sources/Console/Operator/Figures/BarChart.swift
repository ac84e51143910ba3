/// Columns side by side.
struct BarChart: Sendable {
    let id: String
    let title: String
    let description: String
    let bars: [(label: String, value: Int)]
    /// How many columns share a label.
    var labelEvery = 1

    var markup: Markup {
        let frame = ChartFrame(id: id, title: title, description: description, values: bars.map(\.value))
        let step = ChartFrame.innerWidth / Double(max(1, bars.count))
        var content: [Markup] = []
        for (index, bar) in bars.enumerated() {
            let x = ChartFrame.left + Double(index) * step
            if bar.value > 0 {
                let y = frame.y(bar.value)
                let (width, height) = (ChartFrame.number(step * 0.8), ChartFrame.number(ChartFrame.floor - y))
                content.append(
                    """
                    <rect class="column" x="\(ChartFrame.number(x + step * 0.1))" y="\(ChartFrame.number(y))" width="\(width)" \
                    height="\(height)"/>

                    """)
            }
            if index % labelEvery == 0 { content.append(ChartFrame.label(bar.label, at: x + step / 2)) }
        }
        return frame.svg(content)
    }
}
