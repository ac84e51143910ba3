import Queue
import Testing

@testable import API

/// When requests for mail are refused, from figures alone.
@Suite struct AdmissionRuleTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        let former: AdmissionReasons
        let figures: AdmissionFigures
        let expected: AdmissionReasons
        var testDescription: String { name }

        init(_ name: String, after former: AdmissionReasons = [], _ figures: AdmissionFigures, _ expected: AdmissionReasons) {
            (self.name, self.former, self.figures, self.expected) = (name, former, figures, expected)
        }
    }

    private static let code = AdmissionReasons(.oldestCode), disk = AdmissionReasons(.freeDisk), memory = AdmissionReasons(.memory)
    private static let mebibyte: Int64 = 1 << 20

    private static func free(_ mebibytes: Int64, of size: Int64 = 100_000) -> AdmissionFigures {
        AdmissionFigures(disk: (mebibytes * mebibyte, size * mebibyte))
    }

    private static func held(_ mebibytes: Int64) -> AdmissionFigures { AdmissionFigures(memory: mebibytes * mebibyte) }

    @Test(arguments: [
        Case("nothing known", AdmissionFigures(), []),
        Case("nothing known any more", after: [code, disk, memory], AdmissionFigures(), []),
        Case("a code at the bound", AdmissionFigures(oldestCode: .seconds(120)), []),
        Case("a code beyond it", AdmissionFigures(oldestCode: .milliseconds(120_001)), code),
        Case("a code between", after: code, AdmissionFigures(oldestCode: .milliseconds(60_001)), code),
        Case("a code at half, and no relay", after: code, AdmissionFigures(oldestCode: .seconds(60), isRelayAway: true), code),
        Case("no code any more, and no relay", after: code, AdmissionFigures(isRelayAway: true), code),
        Case("no relay, and no code has waited long", AdmissionFigures(oldestCode: .seconds(60), isRelayAway: true), []),
        Case("a code at half", after: code, AdmissionFigures(oldestCode: .seconds(60)), []),
        Case("64 MiB free", free(64), []),
        Case("63 MiB free", free(63), disk),
        Case("79 MiB free after that", after: disk, free(79), disk),
        Case("80 MiB free after that", after: disk, free(80), []),
        Case("a small disk: a tenth is enough", free(10, of: 100), []),
        Case("a small disk: less", free(9, of: 100), disk),
        Case("1 GiB held", held(1_024), []),
        Case("more held", held(1_025), memory),
        Case("897 MiB held after that", after: memory, held(897), memory),
        Case("896 MiB held after that", after: memory, held(896), []),
        Case(
            "one reason goes, another stays", after: [code, memory],
            AdmissionFigures(oldestCode: .seconds(61), memory: 800 * mebibyte), code),
        Case(
            "all at once", AdmissionFigures(oldestCode: .seconds(500), disk: (0, 1 << 40), memory: 1 << 40), [code, disk, memory]),
    ])
    func `figures say what is refused`(_ one: Case) {
        #expect(AdmissionRule().refused(after: one.former, one.figures) == one.expected)
    }

    @Test(arguments: [AdmissionReasons(), [code, disk, memory]])
    func `without a bound nothing is refused`(former: AdmissionReasons) {
        var rule = AdmissionRule()
        (rule.oldestCode, rule.freeDisk, rule.memory) = (.zero, 0, 0)
        #expect(rule.refused(after: former, AdmissionFigures(oldestCode: .seconds(900), disk: (0, 1 << 40), memory: 1 << 50)) == [])
    }

    @Test func `a link is not refused for codes that wait`() {
        #expect(AdmissionReason.oldestCode.concerns(.code))
        #expect(!AdmissionReason.oldestCode.concerns(.link) && !AdmissionReason.oldestCode.concerns(.notice))
        for lane in Lane.allCases { #expect(AdmissionReason.freeDisk.concerns(lane) && AdmissionReason.memory.concerns(lane)) }
    }
}
