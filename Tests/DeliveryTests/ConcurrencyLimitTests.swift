import Mail
import TestKit
import Testing

@testable import Delivery

@Suite struct ConcurrencyLimitTests {
    @Test func `It begins with all connections, halves, and never leaves 1 to the most`() {
        var limit = ConcurrencyLimit(most: 8)
        var seen = [limit.limit]
        for second in 0..<5 {
            _ = limit.note(.overloaded, at: .seconds(second))
            seen.append(limit.limit)
        }
        #expect(seen == [8, 4, 2, 1, 1, 1])
        #expect(ConcurrencyLimit(most: 0).limit == 1)
    }

    @Test func `What several connections hear at the same time counts once`() {
        var limit = ConcurrencyLimit(most: 64)
        let changes = (0..<40).map { limit.note(.overloaded, at: .milliseconds(25 * $0)) }
        #expect(limit.limit == 32 && changes.count { $0 } == 1)
        let isNextCounted = limit.note(.overloaded, at: .seconds(1))
        #expect(isNextCounted && limit.limit == 16)
    }

    @Test func `One more after five seconds and as many answers as there are connections, not before`() {
        var limit = ConcurrencyLimit(most: 8)
        _ = limit.note(.overloaded, at: .zero)
        let early = (0..<100).map { _ in limit.note(.answered, at: .milliseconds(4_999)) }
        #expect(!early.contains(true))
        let isUp = limit.note(.answered, at: .seconds(5))
        #expect(isUp && limit.limit == 5)
        // Time alone does nothing: four answers for five connections.
        let late = (0..<4).map { _ in limit.note(.answered, at: .seconds(500)) }
        #expect(!late.contains(true))
        let isUpAgain = limit.note(.answered, at: .seconds(500))
        #expect(isUpAgain && limit.limit == 6)
    }

    @Test func `A step up that is refused at once is taken back, and the next one waits twice as long`() {
        var limit = ConcurrencyLimit(most: 8)
        var now = Duration.zero
        _ = limit.note(.overloaded, at: now)
        var waits: [Duration] = []
        for _ in 0..<6 {
            let since = now
            while !limit.note(.answered, at: now) { now += .milliseconds(100) }
            waits.append(now - since)
            #expect(limit.limit == 5)
            now += .milliseconds(1_500)
            _ = limit.note(.overloaded, at: now)
            #expect(limit.limit == 4)
        }
        #expect(waits == [5, 10, 20, 40, 60, 60].map { .seconds($0) })
        // One that is taken and later too much is halved as any other.
        while !limit.note(.answered, at: now) { now += .milliseconds(100) }
        now += .seconds(61)
        _ = limit.note(.overloaded, at: now)
        #expect(limit.limit == 2)
    }

    /// Whatever comes, in whatever order and at whatever time.
    @Test(arguments: 0..<40)
    func `It is bounded, and changes by one step up or by a half down`(seed: Int) {
        var random = SeededRandom(seed: UInt64(seed))
        let most = Int.random(in: 1...64, using: &random)
        var limit = ConcurrencyLimit(most: most)
        var now = Duration.zero
        for _ in 0..<3_000 {
            now += .milliseconds(Int.random(in: 0...2_000, using: &random))
            let before = limit.limit
            let event: ConcurrencyLimit.Event = Int.random(in: 0..<10, using: &random) == 0 ? .overloaded : .answered
            let hasChanged = limit.note(event, at: now)
            #expect((1...most).contains(limit.limit))
            #expect(hasChanged == (limit.limit != before))
            switch event {
            case .answered: #expect(limit.limit == before || limit.limit == before + 1)
            case .overloaded: #expect([before, before - 1, max(1, before / 2)].contains(limit.limit))
            }
        }
    }

    /// Under full load: each second every connection below the limit has an answer; one beyond what the relay bears is refused.
    @Test(arguments: [(8, 1), (8, 3), (8, 7), (64, 5), (64, 40), (2, 1)])
    func `It converges to what the relay bears, and recovers when it bears all`(most: Int, bears: Int) {
        var limit = ConcurrencyLimit(most: most)
        var (now, refusals, below) = (Duration.zero, 0, 0)
        func second(_ bears: Int) {
            now += .seconds(1)
            for _ in 0..<min(limit.limit, bears) { _ = limit.note(.answered, at: now) }
            guard limit.limit > bears else { return }
            refusals += 1
            _ = limit.note(.overloaded, at: now + .milliseconds(500))
        }
        for _ in 0..<600 { second(bears) }
        refusals = 0
        for _ in 0..<600 {
            second(bears)
            #expect((1...bears + 1).contains(limit.limit))
            below += limit.limit < bears ? 1 : 0
        }
        #expect(refusals <= 600 / 60 + 1 && below == 0)
        // A step in five seconds, and one longest wait at the beginning.
        for _ in 0..<(60 + 5 * most) { second(most) }
        #expect(limit.limit == most)
    }

    @Test func `What a submission tells of what the relay can bear`() throws {
        func event(_ code: Int, _ text: String, _ stage: SubmissionStage) throws -> ConcurrencyLimit.Event? {
            let result = SubmissionResult.reply(Reply(code: try #require(ReplyCode(code)), lines: [Array(text.utf8)]), at: stage)
            return .init(Outcome(classifying: result), result)
        }
        #expect(try event(421, "4.3.2 closing", .greeting) == .overloaded)
        #expect(try event(450, "4.7.1 Error: too much mail from 192.0.2.1", .mail) == .overloaded)
        #expect(try event(452, "4.3.2 Connection rate limit exceeded", .rcpt) == .overloaded)
        #expect(try event(454, "Throttling failure: Maximum sending rate exceeded.", .finalDot) == .overloaded)
        #expect(try event(250, "2.0.0 queued", .finalDot) == .answered)
        #expect(try event(550, "5.1.1 unknown", .rcpt) == .answered)
        #expect(try event(450, "4.2.1 too fast", .rcpt) == .answered)
        #expect(try event(451, "4.3.0 lookup failure", .rcpt) == nil)
        #expect(try event(535, "5.7.8 no", .mail) == nil)
        for stage in [SubmissionStage.mail, .rcpt, .finalDot] {
            let late = SubmissionResult.fault(.timedOut, at: stage)
            #expect(ConcurrencyLimit.Event(Outcome(classifying: late), late) == .overloaded)
            let lost = SubmissionResult.fault(.connectionLost, at: stage)
            #expect(ConcurrencyLimit.Event(Outcome(classifying: lost), lost) == nil)
        }
    }

    @Test func `The connection for codes has a place while there are two, and those that have one keep it`() {
        var places = ConnectionPlaces(connections: 4)
        #expect((0..<4).map { places.use($0, limit: 4) } == [.codesOnly, .all, .all, .all])
        // The relay refused 1: of two places one is the first connection's, the other stays with whoever has it.
        places.leave(1)
        #expect(places.use(3, limit: 2) == .none && places.use(2, limit: 2) == .all)
        #expect(places.use(1, limit: 2) == .none && places.use(0, limit: 2) == .codesOnly)
        // One place: refused for the first, it is anybody's, for everything.
        places.leave(0)
        #expect(places.use(2, limit: 1) == .all && places.use(0, limit: 1) == .none && places.use(1, limit: 1) == .none)
        // The second place is kept for codes.
        #expect(places.use(1, limit: 2) == .none && places.use(3, limit: 2) == .none)
        #expect(places.use(0, limit: 2) == .codesOnly && places.use(2, limit: 2) == .all && places.use(1, limit: 2) == .none)
        var single = ConnectionPlaces(connections: 1)
        #expect(single.use(0, limit: 1) == .all)
    }

    @Test(arguments: 0..<40)
    func `Never more places than the limit once all have looked, and from two on one for codes`(seed: Int) {
        var random = SeededRandom(seed: UInt64(seed))
        let connections = Int.random(in: 1...64, using: &random)
        var places = ConnectionPlaces(connections: connections)
        for _ in 0..<200 {
            let limit = Int.random(in: 1...connections, using: &random)
            if Bool.random(using: &random) { places.leave(Int.random(in: 0..<connections, using: &random)) }
            var uses: [ConnectionUse] = []
            for _ in 0..<2 {
                uses = [ConnectionUse](repeating: .none, count: connections)
                for number in (0..<connections).shuffled(using: &random) { uses[number] = places.use(number, limit: limit) }
            }
            #expect(uses.count { $0 != .none } == limit)
            #expect((uses[0] == .codesOnly) == (limit > 1) && uses.dropFirst().allSatisfy { $0 != .codesOnly })
        }
    }
}
