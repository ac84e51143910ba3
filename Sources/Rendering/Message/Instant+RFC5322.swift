package import Mail

extension Instant {
    /// `Mon, 23 Nov 2026 12:00:00 +0000`: RFC 5322 §3.3 in UTC.
    package var rfc5322: String {
        let date = CalendarDate(utc: self)
        let weekday = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"][date.weekday]
        let month = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"][date.month - 1]
        let time = [date.hour, date.minute, date.second].map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":")
        let year = String(repeating: "0", count: max(0, 4 - "\(date.year)".count)) + "\(date.year)"
        return "\(weekday), \(date.day) \(month) \(year) \(time) +0000"
    }
}
