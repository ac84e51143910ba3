/// Whether two samples come from one distribution, told by ranks alone (Mann and Whitney): no outlier weighs more than another.
package enum RankTest {
    /// How far the ranks of the first sample lie from where chance would have them, in standard deviations; beyond 5 in either direction
    /// one time in two million by chance.
    package static func deviation<Value: Comparable>(_ first: [Value], from second: [Value]) -> Double {
        let (m, n) = (Double(first.count), Double(second.count))
        let all = (first.map { (value: $0, isFirst: true) } + second.map { (value: $0, isFirst: false) }).sorted { $0.value < $1.value }
        var rankSum = 0.0
        var start = 0
        while start < all.count {
            // Equal values share the mean of their ranks.
            var end = start
            while end < all.count, all[end].value == all[start].value { end += 1 }
            let rank = Double(start + end + 1) / 2
            rankSum += rank * Double(all[start..<end].count { $0.isFirst })
            start = end
        }
        let expected = m * (m + n + 1) / 2
        return (rankSum - expected) / (m * n * (m + n + 1) / 12).squareRoot()
    }
}
