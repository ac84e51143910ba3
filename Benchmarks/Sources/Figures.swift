import Mail

/// The line that the scripts read: `RESULT name=value …`.
enum Figures {
    static func write(_ figures: KeyValuePairs<String, Double>) {
        print(figures.reduce("RESULT") { "\($0) \($1.key)=\(rounded($1.value))" })
    }

    /// The value below which the given share of all lies; 0 of none.
    static func quantile(_ share: Double, of values: [Double]) -> Double {
        guard !values.isEmpty else { return 0 }
        let place = Int((Double(values.count) * share).rounded(.up)) - 1
        return values.sorted()[min(max(place, 0), values.count - 1)]
    }

    /// Four places behind the point, without a trailing zero.
    private static func rounded(_ value: Double) -> String {
        let scaled = (value * 10_000).rounded() / 10_000
        return scaled == scaled.rounded() ? "\(Int(scaled))" : "\(scaled)"
    }
}
