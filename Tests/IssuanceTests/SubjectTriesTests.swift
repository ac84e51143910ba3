import Issuance
import Mail
import Testing

@Suite struct SubjectTriesTests {
    private let now = Instant(seconds: 1_800_000_000)

    @Test(
        arguments: [
            (0, 0), (1, 0), (14, 0), (15, 3_600), (16, 3_600), (19, 3_600), (20, 7_200), (25, 14_400), (30, 28_800), (35, 57_600),
            (40, 86_400),
            (45, 86_400), (99, 86_400), (100, 86_400), (105, 86_400), (100_000, 86_400),
        ] as [(Int, Int64)])
    func `each five from the fifteenth on make codes wait, twice as long up to a day`(wrong: Int, seconds: Int64) {
        var tries = SubjectTries.none
        for _ in 0..<wrong { tries.countWrong(at: now) }
        #expect(tries.consecutive == wrong)
        #expect((tries.wait(at: now) ?? .zero) == .seconds(seconds))
        #expect(tries.wait(at: now + .seconds(seconds)) == nil)
        #expect(tries.endsKey == (wrong >= 100))
    }

    @Test func `a wait is counted from the try that made it`() {
        var tries = SubjectTries(consecutive: TryLimits.total - 1, waitsUntil: now)
        tries.countWrong(at: now + .seconds(50))
        #expect(tries.waitsUntil == now + .seconds(3_650))
        #expect(tries.wait(at: now + .seconds(3_649)) == .seconds(1))
        for _ in 1..<TryLimits.perCode { tries.countWrong(at: now + .seconds(4_000)) }
        #expect(tries.wait(at: now + .seconds(4_000)) == nil)
        tries.countWrong(at: now + .seconds(4_000))
        #expect(tries.wait(at: now + .seconds(4_000)) == .seconds(7_200))
    }
}
