import Mail

/// The Date field (RFC 5322 §3.3) as an instant.
enum MailDate {
    /// `nil` when it cannot be read.
    static func instant(_ field: String?) -> Instant? {
        guard let field else { return nil }
        var words = field.split { $0 == " " || $0 == "\t" || $0 == "," }.map(String.init)
        if let first = words.first, Int(first) == nil { words.removeFirst() }
        guard words.count >= 5, let day = Int(words[0]), let month = months.firstIndex(of: words[1].lowercased()), let year = Int(words[2])
        else { return nil }
        let clock = words[3].split(separator: ":").map { Int($0) ?? -1 }
        guard clock.count == 2 || clock.count == 3, let offset = offsetInMinutes(words[4]) else { return nil }
        let date = CalendarDate(
            year: year, month: month + 1, day: day, hour: clock[0], minute: clock[1], second: clock.count == 3 ? clock[2] : 0)
        guard (1...9_999).contains(year), date.isValidDay, (0...23).contains(date.hour), (0...59).contains(date.minute),
            (0...60).contains(date.second)
        else { return nil }
        return date.instantInUTC - .seconds(offset * 60)
    }

    private static let months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]

    private static func offsetInMinutes(_ zone: String) -> Int? {
        if ["gmt", "ut", "utc", "z"].contains(zone.lowercased()) { return 0 }
        guard zone.utf8.count == 5, let number = Int(zone), zone.hasPrefix("+") || zone.hasPrefix("-") else { return nil }
        return number / 100 * 60 + number % 100
    }
}
