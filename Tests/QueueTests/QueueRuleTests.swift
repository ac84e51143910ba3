import Mail
import Queue
import TestKit
import Testing

@Suite struct RetryScheduleTests {
    private let now = Instant(seconds: 1_795_435_200)

    private func delays(_ lane: Lane, _ disposition: Outcome.Disposition, attempts: ClosedRange<Int>) -> [Int64?] {
        attempts.map { attempt in
            // A jitter of 4/9 stretches by exactly 1.
            RetrySchedule.next(
                lane: lane, attempts: attempt, disposition: disposition, now: now, lastSubmission: .distantFuture, jitter: 4.0 / 9
            ).map { ($0 - now).microseconds / 1_000_000 }
        }
    }

    @Test func `Codes: 2, 5, 12, 25, 50, 90, 150 s after the first, then no more`() {
        let delays = delays(.code, .deferred, attempts: 1...8)
        #expect(delays == [2, 3, 7, 13, 25, 40, 60, nil])
        #expect(
            delays.compactMap(\.self).reduce(into: [Int64(0)]) { $0.append(($0.last ?? 0) + $1) }.dropFirst() == [
                2, 5, 12, 25, 50,
                90, 150,
            ])
    }

    @Test(arguments: [Lane.link, .notice])
    func `Links: 30 s, 2, 5, 15, 30 min, 1, 2, 4 h, then every 4 h`(lane: Lane) {
        #expect(delays(lane, .deferred, attempts: 1...10) == [30, 120, 300, 900, 1_800, 3_600, 7_200, 14_400, 14_400, 14_400])
    }

    @Test func `Greylisting: after a minute, then after four`() {
        #expect(delays(.code, .greylisted, attempts: 1...4) == [75, 240, 240, 240])
        #expect(delays(.link, .greylisted, attempts: 1...5) == [75, 240, 300, 900, 1_800])
    }

    @Test(arguments: Lane.allCases, Outcome.Disposition.allCases)
    func `Never before now, never at or after the last submission, jitter within bounds`(lane: Lane, disposition: Outcome.Disposition) {
        let random = SeededRandom(seed: 11)
        for _ in 0..<3_000 {
            let attempts = Int(random.next(below: 30))
            let left = Duration.milliseconds(Int64(random.next(below: 20_000_000)) - 10_000)
            let jitter = random.nextUnit() * 3 - 1
            let due = RetrySchedule.next(
                lane: lane, attempts: attempts, disposition: disposition, now: now, lastSubmission: now + left, jitter: jitter)
            guard let due else { continue }
            #expect(due >= now && due < now + left)
            guard let plain = delays(lane, disposition, attempts: max(1, attempts)...max(1, attempts)).first ?? nil else { continue }
            let wait = (due - now).secondsAsDouble
            #expect(wait >= Double(plain) * 0.8 - 0.001 && wait <= Double(plain) * 1.25 + 0.001)
        }
    }

    @Test(
        arguments: [
            (Lane.code, 0, 2), (.code, 8, 2), (.code, 100, 25), (.link, 0, 30), (.link, 120, 30), (.link, 3_600, 900),
            (.notice, 1_000_000, 3_600),
        ] as [(Lane, Int, Int)])
    func `After a relay's fault in mid transaction: a quarter of the age, within bounds`(lane: Lane, age: Int, wait: Int) {
        #expect(RetrySchedule.afterRelayFault(lane: lane, age: .seconds(age), jitter: 4.0 / 9) == .seconds(wait))
    }

    @Test func `A clock that went back makes no wait negative or endless`() {
        #expect(RetrySchedule.afterRelayFault(lane: .code, age: .seconds(-500), jitter: 0) == .milliseconds(1_600))
        #expect(RetrySchedule.afterRelayFault(lane: .link, age: .seconds(Int64.max), jitter: 7) == .seconds(4_500))
    }
}

@Suite struct KindTableTests {
    @Test(arguments: [(KindTable.Profile.lra, 14 * 86_400), (.strict, 86_400)])
    func `Profiles differ in the life of the link alone`(profile: KindTable.Profile, seconds: Int) {
        let table = KindTable(profile: profile)
        #expect(table[KindTable.activationLink]?.lifetime == .seconds(seconds))
        #expect(table[KindTable.oneTimeCode]?.lifetime == .seconds(600))
        #expect(table[KindTable.oneTimeCode]?.minimumLeft == .seconds(60))
        #expect(table["nothing"] == nil)
    }

    @Test func `Each kind stands under its own name, in its lane, and outlives its minimum`() {
        for (name, kind) in KindTable().kinds {
            #expect(kind.name == name && kind.lifetime > kind.minimumLeft)
            #expect(kind.lastSubmission(expires: Instant(seconds: 10_000)) == Instant(seconds: 10_000) - kind.minimumLeft)
        }
        #expect(
            KindTable().kinds.mapValues(\.lane) == [
                "one_time_code": .code, "activation_link": .link, "key_activated": .notice, "address_changed": .notice,
            ])
    }

    @Test func `Lanes are served code, link, notice`() {
        #expect([Lane.notice, .code, .link].sorted() == [.code, .link, .notice])
        for lane in Lane.allCases { #expect(Lane(priority: lane.priority) == lane) }
        #expect(Lane(priority: 3) == nil && Lane(priority: -1) == nil)
    }

    @Test func `A lease's owner is never 0`() {
        #expect(LeaseOwner(token: 0).token != 0)
    }
}

@Suite struct QueueContentTests {
    @Test(arguments: ["jan@example.be", "jérôme@example.be"])
    func `It goes back and forth`(address: String) throws {
        let content = QueueContent(recipient: try EmailAddress(address), variables: ["code": .code("123456")])
        #expect(QueueContent(encoded: content.encoded()) == content)
        for count in 0..<content.encoded().count {
            #expect(QueueContent(encoded: Array(content.encoded()[..<count])) != content)
        }
    }

    /// Boxes of former versions hold these octets.
    @Test func `Its octets never change`() throws {
        let content = QueueContent(recipient: try EmailAddress("a@b.be"), variables: ["n": .count(1)])
        #expect(content.encoded() == [0, 6] + Array("a@b.be".utf8) + [1, 0x6E, 5, 0, 0, 0, 0, 0, 0, 0, 1])
    }

    @Test func `An identifier's octets are its two words, most significant first`() {
        let id = QueueID(high: 0x0102_0304_0506_0708, low: 0xF0F1_F2F3_F4F5_F6F7)
        #expect(id.bytes == [1, 2, 3, 4, 5, 6, 7, 8, 0xF0, 0xF1, 0xF2, 0xF3, 0xF4, 0xF5, 0xF6, 0xF7])
        #expect(QueueID(bytes: id.bytes) == id)
    }

    @Test(arguments: [[], [0], [0, 0], [0, 3, 0x61], [255, 255, 1], [0, 3, 0x61, 0x0D, 0x0A]] as [[UInt8]])
    func `Garbled, it is none`(octets: [UInt8]) {
        #expect(QueueContent(encoded: octets) == nil)
    }
}

@Suite struct DeliverByTests {
    @Test(arguments: KindTable.Profile.allCases)
    func `A code is to be returned when it is over, all else may come late`(profile: KindTable.Profile) {
        let expires = Instant(seconds: 1_795_435_200)
        for kind in KindTable(profile: profile).kinds.values {
            #expect(kind.deliverBy(expires: expires) == (kind.lane == .code ? expires : nil))
        }
    }
}
