import Issuance
import Mail
import Testing

/// Which agreement counts on a day, and what a refusal says.
struct AgreementStandingTests {
    private static let now = day("2026-11-23") + .seconds(43_200)

    private static func day(_ text: String) -> Instant { Instant(brusselsDay: text) ?? .distantPast }

    private static func agreement(_ from: String, until: String? = nil, withdrawn: String? = nil, by signatory: String = "A") -> Agreement {
        Agreement(
            signedOn: day("2020-01-01"), signatory: signatory, function: "mayor", validFrom: day(from), validUntil: until.map(day),
            withdrawnOn: withdrawn.map(day))
    }

    struct Case: CustomTestStringConvertible {
        let testDescription: String
        let agreements: [Agreement]
        let state: AgreementStanding.State
        var number: Int?
        /// What the refusal says, beside the NIS code.
        var says: [String] = []
    }

    static let cases = [
        Case(testDescription: "none", agreements: [], state: .none, says: ["has no user agreement", "register the signed one"]),
        Case(testDescription: "one in force", agreements: [agreement("2026-01-01")], state: .inForce, number: 1),
        Case(
            testDescription: "its renewal is registered ahead",
            agreements: [agreement("2026-01-01", until: "2027-01-01"), agreement("2027-01-01")],
            state: .inForce, number: 1),
        Case(
            testDescription: "its renewal has begun, registered before it", agreements: [agreement("2026-06-01"), agreement("2026-01-01")],
            state: .inForce, number: 1),
        Case(
            testDescription: "two of one day: registered last", agreements: [agreement("2026-01-01"), agreement("2026-01-01", by: "B")],
            state: .inForce, number: 2),
        Case(
            testDescription: "the newer one was withdrawn, the former one goes on",
            agreements: [agreement("2026-01-01"), agreement("2026-06-01", withdrawn: "2026-07-01")], state: .inForce, number: 1),
        Case(testDescription: "begins today", agreements: [agreement("2026-11-23")], state: .inForce, number: 1),
        Case(
            testDescription: "begins tomorrow", agreements: [agreement("2026-11-24")], state: .toCome, number: 1,
            says: ["begins on 2026-11-24"]),
        Case(
            testDescription: "the next of two to come", agreements: [agreement("2027-06-01"), agreement("2027-01-01")], state: .toCome,
            number: 2, says: ["begins on 2027-01-01"]),
        Case(
            testDescription: "a gap between two", agreements: [agreement("2026-01-01", until: "2026-11-01"), agreement("2027-01-01")],
            state: .toCome, number: 2, says: ["ended on 2026-11-01", "begins on 2027-01-01"]),
        Case(
            testDescription: "ended today", agreements: [agreement("2026-01-01", until: "2026-11-23")], state: .ended, number: 1,
            says: ["ended on 2026-11-23", "no other follows", "register the signed one"]),
        Case(
            testDescription: "the last of two that ended",
            agreements: [agreement("2025-01-01", until: "2026-06-01"), agreement("2024-01-01", until: "2025-01-01")], state: .ended,
            number: 1,
            says: ["ended on 2026-06-01"]),
        Case(
            testDescription: "withdrawn today", agreements: [agreement("2026-01-01", until: "2027-01-01", withdrawn: "2026-11-23")],
            state: .withdrawn, number: 1, says: ["was withdrawn on 2026-11-23", "no other follows"]),
        Case(
            testDescription: "withdrawn tomorrow", agreements: [agreement("2026-01-01", withdrawn: "2026-11-24")], state: .inForce,
            number: 1),
        Case(
            testDescription: "withdrawn before it began", agreements: [agreement("2027-01-01", withdrawn: "2026-11-01")], state: .withdrawn,
            number: 1, says: ["was withdrawn on 2026-11-01"]),
    ]

    @Test(arguments: cases)
    func `the agreement that counts, and what is missing`(_ given: Case) {
        let municipality = Municipality(nis: "62063", name: "Liège", languages: [.fr], agreements: given.agreements)
        let standing = municipality.standing(at: Self.now)
        #expect(standing.state == given.state && standing.current?.number == given.number)
        let missing = municipality.missingAgreement(at: Self.now)
        #expect((missing == nil) == (given.state == .inForce))
        for words in given.says + (missing == nil ? [] : ["62063"]) { #expect(missing?.contains(words) == true, "\(missing ?? "-")") }
    }

    /// Midnight in Belgium is 23:00 UTC of the day before.
    @Test func `An agreement begins and ends with the day in Belgium`() {
        let municipality = Municipality(
            nis: "62063", name: "Liège", languages: [.fr], agreements: [Self.agreement("2026-11-23", until: "2026-11-24")])
        for (time, isInForce) in [
            ("2026-11-22T22:59:59Z", false), ("2026-11-22T23:00:00Z", true), ("2026-11-23T22:59:59Z", true),
            ("2026-11-23T23:00:00Z", false),
        ] {
            let now = Instant(rfc3339: time) ?? .distantPast
            #expect((municipality.missingAgreement(at: now) == nil) == isInForce, "\(time)")
        }
    }
}
