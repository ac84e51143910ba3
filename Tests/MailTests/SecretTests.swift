import Mail
import TestKit
import Testing

@Suite struct SecretTests {
    @Test func `A secret never prints`() {
        struct Holder { let name = "x"; let secret = Secret("123456") }
        let secret = Secret("123456")
        var dumped = ""
        dump(secret, to: &dumped)
        dump(Holder(), to: &dumped)
        dump(["k": secret], to: &dumped)
        let mirrored = Mirror(reflecting: secret).children.map { "\($0.value)" }.joined()
        for text in [
            "\(secret)", String(describing: secret), String(reflecting: secret), "\(Holder())", String(reflecting: Holder()), "\([secret])",
            "\(Optional(secret) as Any)", dumped, mirrored,
        ] { #expect(!text.contains("123456") && !text.contains("49, 50")) }
        #expect(secret.revealText() == "123456" && secret.count == 6 && !secret.isEmpty)
    }

    @Test func `Values of templates never print`() {
        for value in [TemplateValue.text("geheim"), .link("geheim"), .code("geheim")] {
            var dumped = ""
            dump(["x": value], to: &dumped)
            #expect(!"\(value)\(String(reflecting: value))\(dumped)".contains("geheim"))
        }
    }

    @Test func `Equal only in every octet`() {
        #expect(Secret("abc").isEqual(to: Secret("abc")))
        for other in ["abd", "ab", "abcd", ""] { #expect(!Secret("abc").isEqual(to: Secret(other))) }
    }
}

@Suite struct IdentifierTests {
    private let random = SeededRandom(seed: 3)

    @Test func `Text and octets go back and forth, in either case`() throws {
        for _ in 0..<500 {
            let id = QueueID(high: random.next(), low: random.next())
            #expect(QueueID(id.description) == id)
            #expect(QueueID("msg_" + id.description.dropFirst(4).uppercased()) == id)
            #expect(QueueID(bytes: id.bytes) == id)
            #expect(id.description.utf8.count == 30)
        }
    }

    @Test func `Later ones sort after earlier ones`() {
        let clock = ManualClock()
        var last = QueueID(at: clock.now, random: random)
        for _ in 0..<200 {
            clock.advance(by: .milliseconds(1))
            let next = QueueID(at: clock.now, random: random)
            #expect(next.description > last.description && next.bytes.lexicographicallyPrecedes(last.bytes) == false)
            last = next
        }
    }

    @Test(arguments: [
        "", "msg_", "msg", "key_00000000000000000000000000", "MSG_00000000000000000000000000", "msg_0000000000000000000000000",
        "msg_000000000000000000000000000", "msg_80000000000000000000000000",
        "msg_0000000000000000000000000u", "msg_0000000000000000000000000i",
        "msg_0000000000000000000000000é", "msg_ 0000000000000000000000000",
    ])
    func `Garbage is none`(text: String) {
        #expect(QueueID(text) == nil)
    }

    @Test(arguments: [0, 15, 17])
    func `Only 16 octets are one`(count: Int) {
        #expect(QueueID(bytes: [UInt8](repeating: 0, count: count)) == nil)
    }

    @Test func `Crockford's alphabet has 32 characters, and the typist's slips`() {
        for (value, character) in CrockfordBase32.alphabet.enumerated() {
            #expect(CrockfordBase32.strictValue(of: character) == UInt8(value))
            #expect(CrockfordBase32.strictValue(of: CrockfordBase32.lowercaseAlphabet[value]) == UInt8(value))
        }
        #expect((UInt8.min...UInt8.max).count { CrockfordBase32.strictValue(of: $0) != nil } == 54)
        #expect("oOiIlLuU".utf8.map(CrockfordBase32.lenientValue) == [0, 0, 1, 1, 1, 1, nil, nil])
        #expect("oOiIlLuU".utf8.allSatisfy { CrockfordBase32.strictValue(of: $0) == nil })
    }

    @Test func `A bounded number is unbiased`() {
        var counts = [Int](repeating: 0, count: 10)
        for _ in 0..<100_000 { counts[Int(random.next(below: 10))] += 1 }
        #expect(counts.allSatisfy { (9_500...10_500).contains($0) })
        // The words below 2^64 mod bound would make small numbers likelier: they are drawn again.
        struct Fixed: RandomSource {
            let words = Drawn([0, 5, 6])
            func next() -> UInt64 { words.next() }
        }
        #expect(Fixed().next(below: 10) == 6)
        #expect(random.bytes(13).count == 13)
        #expect((0..<1_000).allSatisfy { _ in (0..<1).contains(random.nextUnit()) })
    }
}
