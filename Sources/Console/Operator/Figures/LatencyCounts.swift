/// How many mails took how long, in buckets.
package struct LatencyCounts: Hashable, Sendable {
    /// Upper bounds in seconds, rising.
    package let bounds: [Double]
    /// One for each bound, and one beyond the last.
    package let counts: [Int64]

    package init(bounds: [Double], counts: [Int64]) {
        self.bounds = bounds
        self.counts = counts
    }

    package var total: Int64 { counts.reduce(0, +) }

    /// What was counted since a former look; all where there is none, or where it was another process's.
    package func since(_ former: LatencyCounts?) -> LatencyCounts {
        guard let former, former.bounds == bounds, zip(counts, former.counts).allSatisfy({ $0 >= $1 }) else { return self }
        return LatencyCounts(bounds: bounds, counts: zip(counts, former.counts).map { $0 - $1 })
    }

    /// The bound that this share of mails did not exceed, in seconds; `nil` beyond the last bound, and without any mail.
    package func bound(of share: Double) -> Double? {
        let wanted = share * Double(total)
        var seen: Int64 = 0
        for (bound, count) in zip(bounds, counts) where total > 0 {
            seen += count
            if Double(seen) >= wanted { return bound }
        }
        return nil
    }
}
