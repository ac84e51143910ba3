import Mail
import Testing

@testable import Rendering

struct LocalTextTests {
    static let instants: [(String, String, Language, String)] = [
        ("2026-11-23T13:35:00Z", "2026-11-23T08:00:00Z", .nl, "vandaag om 14.35 uur"),
        ("2026-11-23T13:35:00Z", "2026-11-23T08:00:00Z", .fr, "aujourd'hui à 14\u{A0}h\u{A0}35"),
        ("2026-11-23T13:35:00Z", "2026-11-23T08:00:00Z", .de, "heute um 14:35 Uhr"),
        ("2026-11-23T13:35:00Z", "2026-11-23T08:00:00Z", .en, "today at 14:35"),
        ("2026-12-07T13:35:00Z", "2026-11-23T08:00:00Z", .nl, "maandag 7 december 2026 om 14.35 uur"),
        ("2026-12-07T13:35:00Z", "2026-11-23T08:00:00Z", .fr, "le lundi 7 décembre 2026 à 14\u{A0}h\u{A0}35"),
        ("2026-12-07T13:35:00Z", "2026-11-23T08:00:00Z", .de, "am Montag, dem 7. Dezember 2026, um 14:35 Uhr"),
        ("2026-12-07T13:35:00Z", "2026-11-23T08:00:00Z", .en, "on Monday 7 December 2026 at 14:35"),
        ("2026-07-01T07:05:00Z", "2026-06-01T00:00:00Z", .fr, "le mercredi 1er juillet 2026 à 9\u{A0}h\u{A0}05"),
        ("2026-11-23T22:59:00Z", "2026-11-23T22:50:00Z", .en, "today at 23:59"),
        ("2026-11-23T23:00:00Z", "2026-11-23T22:50:00Z", .en, "on Tuesday 24 November 2026 at 00:00"),
        ("2026-12-31T23:30:00Z", "2026-12-31T22:30:00Z", .nl, "vrijdag 1 januari 2027 om 0.30 uur"),
        ("2026-03-29T00:59:00Z", "2026-03-29T00:00:00Z", .en, "today at 01:59"),
        ("2026-03-29T01:00:00Z", "2026-03-29T00:00:00Z", .en, "today at 03:00"),
        ("2026-10-25T00:30:00Z", "2026-10-25T00:00:00Z", .de, "heute um 02:30 Uhr (Sommerzeit)"),
        ("2026-10-25T01:30:00Z", "2026-10-25T00:00:00Z", .nl, "vandaag om 2.30 uur (wintertijd)"),
        ("2026-10-25T02:00:00Z", "2026-10-25T00:00:00Z", .en, "today at 03:00"),
    ]

    @Test(arguments: instants)
    func `an instant is told in local words`(_ instant: String, _ issued: String, _ language: Language, _ words: String) throws {
        let instant = try #require(Instant(rfc3339: instant))
        #expect(InstantText.text(of: instant, language: language, issuedAt: try #require(Instant(rfc3339: issued))) == words)
    }

    static let durations: [(Int, Language, String)] = [
        (600, .nl, "10 minuten"), (60, .nl, "1 minuut"), (1_209_600, .nl, "14 dagen"), (90, .en, "90 seconds"), (3_600, .de, "1 Stunde"),
        (7_200, .nl, "2 uur"), (86_400, .fr, "1 jour"), (172_800, .de, "2 Tage"), (0, .fr, "0 minute"), (0, .en, "0 minutes"),
    ]

    @Test(arguments: durations)
    func `a duration takes its largest exact unit`(_ seconds: Int, _ language: Language, _ words: String) {
        #expect(DurationText.text(of: .seconds(seconds), language: language) == words)
    }
}
