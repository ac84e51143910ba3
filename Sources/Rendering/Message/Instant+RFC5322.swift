import Mail

extension Instant {
    private static let weekdays = Array("SunMonTueWedThuFriSat".utf8)
    private static let months = Array("JanFebMarAprMayJunJulAugSepOctNovDec".utf8)

    /// Appends `Mon, 23 Nov 2026 12:00:00 +0000`: RFC 5322 §3.3 in UTC. Instants outside of years with four digits are shown as the nearest inside.
    func appendRFC5322(to output: inout [UInt8]) {
        let date = CalendarDate(utc: min(max(self, .distantPast), .distantFuture))
        output.append(contentsOf: Self.weekdays[3 * date.weekday..<3 * date.weekday + 3])
        output.append(contentsOf: ", ".utf8)
        Self.append(date.day, digits: date.day < 10 ? 1 : 2, to: &output)
        output.append(.space)
        output.append(contentsOf: Self.months[3 * (date.month - 1)..<3 * date.month])
        output.append(.space)
        Self.append(date.year, digits: 4, to: &output)
        output.append(.space)
        Self.append(date.hour, digits: 2, to: &output)
        output.append(UInt8(ascii: ":"))
        Self.append(date.minute, digits: 2, to: &output)
        output.append(UInt8(ascii: ":"))
        Self.append(date.second, digits: 2, to: &output)
        output.append(contentsOf: " +0000".utf8)
    }

    private static func append(_ number: Int, digits: Int, to output: inout [UInt8]) {
        var unit = digits == 4 ? 1_000 : digits == 2 ? 10 : 1
        while unit > 0 {
            output.append(UInt8(ascii: "0") + UInt8(number / unit % 10))
            unit /= 10
        }
    }
}
