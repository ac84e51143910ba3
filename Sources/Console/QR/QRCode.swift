/// A short text as a QR code (ISO/IEC 18004): byte mode, error correction level M, drawn as SVG.
struct QRCode: Sendable {
    let grid: QRGrid

    /// Light modules around it (§6.3.8).
    private static let margin = 4

    /// `nil` for more than 106 octets.
    init?(_ text: String) {
        let octets = Array(text.utf8)
        guard let version = QRVersion.all.first(where: { octets.count <= $0.capacity }) else { return nil }
        var drawn = QRGrid(version)
        drawn.draw(version.codewords(of: octets))
        let masked = (0..<8).map { drawn.masked($0) }.map { (grid: $0, penalty: QRPenalty.of($0)) }
        guard let best = masked.min(by: { $0.penalty < $1.penalty }) else { return nil }
        grid = best.grid
    }

    /// One path of dark runs, black whatever the page is.
    ///
    /// - Parameter label: For who cannot see it, escaped already.
    func svg(label: String) -> String {
        var path = ""
        for row in 0..<grid.size {
            var column = 0
            while column < grid.size {
                let length = (column..<grid.size).prefix { grid[$0, row] }.count
                if length > 0 { path += "M\(column) \(row)h\(length)v1h-\(length)z" }
                column += max(1, length)
            }
        }
        let side = grid.size + 2 * Self.margin
        return "<svg class=\"qr\" viewBox=\"-\(Self.margin) -\(Self.margin) \(side) \(side)\" role=\"img\" aria-label=\"\(label)\" "
            + "shape-rendering=\"crispEdges\"><path d=\"\(path)\"/></svg>"
    }
}
