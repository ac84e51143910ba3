/// The modules of a QR code while it is drawn: what every code has, then what one says.
struct QRGrid: Sendable {
    let size: Int
    private(set) var isDark: [Bool]
    /// Whether it is of the pattern that every code has, which no mask changes.
    private var isFixed: [Bool]

    /// With finders, timing, alignment, and the places of the format kept free.
    init(_ version: QRVersion) {
        size = version.size
        isDark = [Bool](repeating: false, count: size * size)
        isFixed = isDark
        for index in 0..<size {
            fix(6, index, index % 2 == 0)
            fix(index, 6, index % 2 == 0)
        }
        for (column, row) in [(3, 3), (size - 4, 3), (3, size - 4)] { drawFinder(column, row) }
        if version.number > 1 { drawAlignment(size - 7) }
        drawFormat(mask: 0)
    }

    subscript(column: Int, row: Int) -> Bool { isDark[row * size + column] }

    /// Draws codewords from the lower right, two columns at a time, up and down in turn (§7.7.3).
    mutating func draw(_ codewords: [UInt8]) {
        var bits = ArraySlice(codewords.flatMap { word -> [Bool] in (0..<8).reversed().map { word >> $0 & 1 == 1 } })
        // The column of the timing pattern belongs to no pair.
        let pairs = stride(from: size - 1, through: 8, by: -2) + [5, 3, 1]
        for (turn, right) in pairs.enumerated() {
            for step in 0..<size {
                let row = turn % 2 == 0 ? size - 1 - step : step
                for column in [right, right - 1] where !isFixed[row * size + column] {
                    isDark[row * size + column] = bits.popFirst() ?? false
                }
            }
        }
    }

    /// The same with a mask over what the code says, and with the format that names the mask.
    func masked(_ mask: Int) -> QRGrid {
        var grid = self
        for row in 0..<size {
            for column in 0..<size where !isFixed[row * size + column] && Self.isInverted(mask, column, row) {
                grid.isDark[row * size + column].toggle()
            }
        }
        grid.drawFormat(mask: mask)
        return grid
    }

    /// §7.8.2.
    private static func isInverted(_ mask: Int, _ x: Int, _ y: Int) -> Bool {
        switch mask {
        case 0: (x + y) % 2 == 0
        case 1: y % 2 == 0
        case 2: x % 3 == 0
        case 3: (x + y) % 3 == 0
        case 4: (x / 3 + y / 2) % 2 == 0
        case 5: x * y % 2 + x * y % 3 == 0
        case 6: (x * y % 2 + x * y % 3) % 2 == 0
        default: ((x + y) % 2 + x * y % 3) % 2 == 0
        }
    }

    // MARK: What every code has

    private mutating func fix(_ column: Int, _ row: Int, _ dark: Bool) {
        isDark[row * size + column] = dark
        isFixed[row * size + column] = true
    }

    /// A finder with the light line around it, by its middle.
    private mutating func drawFinder(_ x: Int, _ y: Int) {
        for row in max(0, y - 4)...min(size - 1, y + 4) {
            for column in max(0, x - 4)...min(size - 1, x + 4) {
                let distance = max(abs(column - x), abs(row - y))
                fix(column, row, distance != 2 && distance != 4)
            }
        }
    }

    private mutating func drawAlignment(_ middle: Int) {
        for row in middle - 2...middle + 2 {
            for column in middle - 2...middle + 2 { fix(column, row, max(abs(column - middle), abs(row - middle)) != 1) }
        }
    }

    /// Level and mask, twice, and the one module that is always dark (§7.9).
    private mutating func drawFormat(mask: Int) {
        let bits = Self.format(mask)
        func bit(_ index: Int) -> Bool { bits >> index & 1 == 1 }
        for index in 0..<6 { fix(8, index, bit(index)) }
        fix(8, 7, bit(6))
        fix(8, 8, bit(7))
        fix(7, 8, bit(8))
        for index in 9..<15 { fix(14 - index, 8, bit(index)) }
        for index in 0..<8 { fix(size - 1 - index, 8, bit(index)) }
        for index in 8..<15 { fix(8, size - 15 + index, bit(index)) }
        fix(8, size - 8, true)
    }

    /// Level M is 00; ten bits of a BCH code follow, and all are masked.
    static func format(_ mask: Int) -> Int {
        var rest = mask
        for _ in 0..<10 { rest = rest << 1 ^ (rest >> 9) * 0x537 }
        return (mask << 10 | rest) ^ 0x5412
    }
}
