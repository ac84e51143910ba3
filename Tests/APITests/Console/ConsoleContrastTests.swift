import Foundation
import Testing

@testable import Console

/// The colours of the consoles, computed from their stylesheet as WCAG 2.2 does (success criteria 1.4.3 and 1.4.11).
@Suite struct ConsoleContrastTests {
    /// The variables of the light and of the dark scheme.
    private static func schemes() throws -> [[String: String]] {
        let text = ConsoleStylesheet.text
        let blocks = text.components(separatedBy: ":root {").dropFirst().map { String($0.prefix { $0 != "}" }) }
        try #require(blocks.count == 2)
        return blocks.map { block in
            Dictionary(
                block.matches(of: /--([a-z-]+): (#[0-9a-f]{6})/).map { (String($0.output.1), String($0.output.2)) },
                uniquingKeysWith: { $1 })
        }
    }

    /// Which text stands on which ground anywhere on the pages.
    static let texts = [
        ("ink", "paper"), ("ink", "ground"), ("quiet", "paper"), ("quiet", "ground"), ("action", "paper"), ("action", "ground"),
        ("on-action", "action"), ("notice", "paper"), ("notice", "notice-ground"), ("ink", "notice-ground"), ("done", "done-ground"),
        ("ink", "done-ground"), ("wait", "wait-ground"), ("ink", "wait-ground"), ("on-bar", "bar"), ("bar", "on-bar"), ("paper", "notice"),
        ("action", "notice-ground"), ("action", "done-ground"), ("action", "wait-ground"), ("quiet", "notice-ground"),
        ("quiet", "done-ground"), ("quiet", "wait-ground"),
    ]

    @Test(arguments: texts)
    func `every text is 4.5 to 1 or more on its ground, light and dark`(text: String, ground: String) throws {
        for scheme in try Self.schemes() {
            let (one, other) = (try #require(scheme[text]), try #require(scheme[ground]))
            #expect(try Self.ratio(one, other) >= 4.5, "\(text) \(one) on \(ground) \(other)")
        }
    }

    @Test func `borders of fields are 3 to 1 or more`() throws {
        for scheme in try Self.schemes() {
            for ground in ["paper", "ground"] {
                #expect(try Self.ratio(try #require(scheme["line"]), try #require(scheme[ground])) >= 3, "\(ground)")
            }
        }
    }

    @Test func `no rule has a colour of its own`() {
        let rules = ConsoleStylesheet.text.split(separator: "\n").drop { !$0.contains("* {") }
        #expect(!rules.isEmpty && rules.allSatisfy { $0.firstMatch(of: /#[0-9a-fA-F]{3,6}\b/) == nil })
    }

    private static func luminance(_ colour: String) throws -> Double {
        let value = try #require(UInt32(colour.dropFirst(), radix: 16))
        let parts = [16, 8, 0].map { shift in
            let part = Double((value >> UInt32(shift)) & 255) / 255
            return part <= 0.04045 ? part / 12.92 : pow((part + 0.055) / 1.055, 2.4)
        }
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
    }

    private static func ratio(_ one: String, _ other: String) throws -> Double {
        let (a, b) = (try luminance(one), try luminance(other))
        return (max(a, b) + 0.05) / (min(a, b) + 0.05)
    }
}
