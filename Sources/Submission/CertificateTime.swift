import Mail

/// The end of a certificate as libcurl tells it (CURLINFO_CERTINFO): `Expire date:Nov  9 19:33:51 2027 GMT`, of some of its TLS libraries
/// `Expire date:2027-11-09 19:33:51 GMT`.
enum CertificateTime {
    private static let name = "Expire date:"
    private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

    /// `nil` for every other field, and for a time in another form.
    static func end(field: String) -> Instant? {
        guard field.hasPrefix(name) else { return nil }
        let words = field.dropFirst(name.count).split(separator: " ")
        switch words.count {
        case 5 where words[4] == "GMT":
            guard let month = months.firstIndex(of: String(words[0])) else { return nil }
            return instant(words[3], "\(month + 1)", words[1], time: words[2])
        case 3 where words[2] == "GMT":
            let day = words[0].split(separator: "-")
            return day.count == 3 ? instant(day[0], day[1], day[2], time: words[1]) : nil
        default: return nil
        }
    }

    private static func instant(_ year: Substring, _ month: some StringProtocol, _ day: Substring, time: Substring) -> Instant? {
        let clock = time.split(separator: ":").compactMap { Int($0) }
        guard let year = Int(year), let month = Int(month), let day = Int(day), clock.count == 3 else { return nil }
        let date = CalendarDate(year: year, month: month, day: day, hour: clock[0], minute: clock[1], second: clock[2])
        return date.isValidDay ? date.instantInUTC : nil
    }
}
