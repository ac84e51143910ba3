/// `90s`, `10m`, `24h`, `14d`.
enum DurationSetting {
    static func parse(_ text: String) -> Duration? {
        guard let unit = text.last, let seconds = ["s": 1, "m": 60, "h": 3_600, "d": 86_400][unit],
            let number = Int64(text.dropLast()), (0...1_000_000).contains(number)
        else { return nil }
        return .seconds(number * Int64(seconds))
    }
}
