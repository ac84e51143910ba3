import Mail
import TestKit
import Testing

@Suite struct TemplateVariablesTests {
    private let sample: TemplateVariables = [
        "code": .code("123456"), "link": .link("https://x.be/a/t"),
        "name": .text("Gemeente Sint-Niklaas é"), "at": .instant(Instant(microseconds: -5)),
        "for": .duration(.seconds(600)), "names": .texts([.nl: "Brussel", .fr: "Bruxelles é", .de: ""]), "tries": .count(-3), "": .text(""),
    ]

    @Test func `They go back and forth`() {
        #expect(TemplateVariables(encoded: sample.encoded()) == sample)
        #expect(TemplateVariables(encoded: []) == TemplateVariables())
        #expect(sample.encoded() == TemplateVariables(sample.values).encoded())
    }

    /// Boxes of former versions hold these octets.
    @Test func `Their octets never change`() {
        let variables: TemplateVariables = [
            "a": .code("12"), "b": .instant(Instant(microseconds: 258)), "c": .count(-1), "d": .texts([.nl: "é", .fr: ""]),
        ]
        let octets: [UInt8] =
            [1, 0x61, 2, 0, 0, 0, 2, 0x31, 0x32]
            + [1, 0x62, 3, 0, 0, 0, 0, 0, 0, 1, 2]
            + [1, 0x63, 5] + [UInt8](repeating: 0xFF, count: 8)
            + [1, 0x64, 6, 0, 0, 0, 14, 0x66, 0x72, 0, 0, 0, 0, 0x6E, 0x6C, 0, 0, 0, 2, 0xC3, 0xA9]
        #expect(variables.encoded() == octets)
    }

    @Test func `Cut anywhere, they are none or fewer, and nothing crashes`() {
        let octets = sample.encoded()
        for count in 0..<octets.count {
            let cut = TemplateVariables(encoded: Array(octets[..<count]))
            #expect(cut.map { $0.values.count < sample.values.count } ?? true)
        }
    }

    @Test(
        arguments: [
            [1, 0x61, 9, 0, 0, 0, 0, 0, 0, 0, 0], [1], [1, 0x61], [1, 0x61, 6, 0, 0, 0, 2, 0x78, 0x78],
            [1, 0x61, 6, 0, 0, 0, 7, 0x6E, 0x6C, 0, 0, 0, 2, 0x41], [1, 0x61, 0, 0xFF, 0xFF, 0xFF, 0xFF, 1], [255, 0],
        ] as [[UInt8]])
    func `Garbled, they are none`(octets: [UInt8]) {
        #expect(TemplateVariables(encoded: octets) == nil)
    }

    @Test(arguments: 0..<20)
    func `Random octets never crash`(seed: Int) {
        let random = SeededRandom(seed: UInt64(seed))
        for _ in 0..<500 {
            guard let read = TemplateVariables(encoded: random.bytes(Int(random.next(below: 40))).map { $0 & 0x0F }) else { continue }
            #expect(TemplateVariables(encoded: read.encoded()) != nil)
        }
    }
}
