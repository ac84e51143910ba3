package import Mail

/// An instant in words: absolute local time with its day, as each language writes it.
package enum InstantText {
    /// `issuedAt` decides whether the day is "today"; every other day is written in full, so that a mail read later is not misread.
    static func text(of instant: Instant, language: Language, issuedAt: Instant) -> String {
        let time = BrusselsTime(instant)
        let isToday = time.isSameDay(as: BrusselsTime(issuedAt))
        let words = isToday ? today(time.date, language) : fullDay(time.date, language)
        return time.isAmbiguous ? "\(words) (\(season(time, language)))" : words
    }

    /// The day in full, whatever day it is: for paper, which is read on any.
    package static func fullText(of instant: Instant, language: Language) -> String {
        // No instant is on the same day as this one.
        text(of: instant, language: language, issuedAt: .distantPast)
    }

    private static func today(_ date: CalendarDate, _ language: Language) -> String {
        switch language {
        case .nl: "vandaag om \(clock(date, language))"
        case .fr: "aujourd'hui à \(clock(date, language))"
        case .de: "heute um \(clock(date, language))"
        case .en: "today at \(clock(date, language))"
        }
    }

    private static func fullDay(_ date: CalendarDate, _ language: Language) -> String {
        let weekday = weekdays(language)[date.weekday]
        let month = months(language)[date.month - 1]
        return switch language {
        case .nl: "\(weekday) \(date.day) \(month) \(date.year) om \(clock(date, language))"
        case .fr: "le \(weekday) \(date.day == 1 ? "1er" : "\(date.day)") \(month) \(date.year) à \(clock(date, language))"
        case .de: "am \(weekday), dem \(date.day). \(month) \(date.year), um \(clock(date, language))"
        case .en: "on \(weekday) \(date.day) \(month) \(date.year) at \(clock(date, language))"
        }
    }

    /// NL "9.05 uur", FR "9 h 05" with no-break spaces, DE "09:05 Uhr" (DIN 5008), EN "09:05".
    private static func clock(_ date: CalendarDate, _ language: Language) -> String {
        let minute = twoDigits(date.minute)
        return switch language {
        case .nl: "\(date.hour).\(minute) uur"
        case .fr: "\(date.hour)\u{A0}h\u{A0}\(minute)"
        case .de: "\(twoDigits(date.hour)):\(minute) Uhr"
        case .en: "\(twoDigits(date.hour)):\(minute)"
        }
    }

    /// Tells the two readings of one clock time apart in the night when summer time ends.
    private static func season(_ time: BrusselsTime, _ language: Language) -> String {
        switch language {
        case .nl: time.isSummerTime ? "zomertijd" : "wintertijd"
        case .fr: time.isSummerTime ? "heure d'été" : "heure d'hiver"
        case .de: time.isSummerTime ? "Sommerzeit" : "Winterzeit"
        case .en: time.isSummerTime ? "summer time" : "winter time"
        }
    }

    private static func twoDigits(_ number: Int) -> String {
        number < 10 ? "0\(number)" : "\(number)"
    }

    /// From Sunday.
    private static func weekdays(_ language: Language) -> [String] {
        switch language {
        case .nl: ["zondag", "maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag"]
        case .fr: ["dimanche", "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi"]
        case .de: ["Sonntag", "Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag"]
        case .en: ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"]
        }
    }

    private static func months(_ language: Language) -> [String] {
        switch language {
        case .nl:
            ["januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november", "december"]
        case .fr:
            ["janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"]
        case .de:
            ["Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember"]
        case .en:
            [
                "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
                "December",
            ]
        }
    }
}
