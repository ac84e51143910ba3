/// How badly a grid could be read: the mask with the least is taken (ISO/IEC 18004 §7.8.3).
enum QRPenalty {
    /// What a reader could take for a finder, in both directions.
    private static let finders = [
        [true, false, true, true, true, false, true, false, false, false, false],
        [false, false, false, false, true, false, true, true, true, false, true],
    ]

    static func of(_ grid: QRGrid) -> Int {
        let lines = (0..<grid.size).flatMap { index in
            [(0..<grid.size).map { grid[$0, index] }, (0..<grid.size).map { grid[index, $0] }]
        }
        return lines.map { runs($0) + likeFinders($0) }.reduce(0, +) + squares(grid) + balance(grid)
    }

    /// Five or more of one colour in a line.
    private static func runs(_ line: [Bool]) -> Int {
        var (total, length) = (0, 1)
        for index in line.indices.dropFirst() {
            length = line[index] == line[index - 1] ? length + 1 : 1
            if length == 5 { total += 3 } else if length > 5 { total += 1 }
        }
        return total
    }

    private static func likeFinders(_ line: [Bool]) -> Int {
        guard line.count >= 11 else { return 0 }
        return 40 * (0...line.count - 11).count { finders.contains(Array(line[$0..<$0 + 11])) }
    }

    private static func squares(_ grid: QRGrid) -> Int {
        var total = 0
        for row in 1..<grid.size {
            for column in 1..<grid.size {
                let dark = grid[column, row]
                let others = [grid[column - 1, row], grid[column, row - 1], grid[column - 1, row - 1]]
                if others.allSatisfy({ $0 == dark }) { total += 3 }
            }
        }
        return total
    }

    /// Ten for each 5 % away from half of them dark.
    private static func balance(_ grid: QRGrid) -> Int {
        let all = grid.size * grid.size
        return 10 * (abs(grid.isDark.count { $0 } * 20 - all * 10) / all)
    }
}
