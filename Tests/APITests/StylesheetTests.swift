import Foundation
import Testing

@testable import Console

/// Contrast of the pages' colours (WCAG 2.2, 1.4.6 and 1.4.11), computed from the stylesheet itself.
struct StylesheetTests {
    /// The colours by name: of light, or of dark in their place.
    private static func colours(dark: Bool) -> [String: [Double]] {
        let blocks = Stylesheet.text.split(separator: "@media (prefers-color-scheme: dark)", maxSplits: 1)
        let text = dark ? blocks[1].prefix { $0 != "*" } : blocks[0]
        return Dictionary(
            text.matches(of: #/--([a-z-]+): #([0-9a-f]{6})/#).map { match in
                let value = Int(match.output.2, radix: 16) ?? 0
                return (String(match.output.1), [16, 8, 0].map { Double(value >> $0 & 255) / 255 })
            }, uniquingKeysWith: { first, _ in first })
    }

    private static func luminance(_ colour: [Double]) -> Double {
        let linear = colour.map { $0 <= 0.04045 ? $0 / 12.92 : pow(($0 + 0.055) / 1.055, 2.4) }
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    }

    @Test(arguments: [false, true])
    func `text has seven to one, and what is drawn three to one`(dark: Bool) throws {
        let colours = Self.colours(dark: dark)
        #expect(colours.count == 10)
        func contrast(_ first: String, _ second: String) throws -> Double {
            let values = [Self.luminance(try #require(colours[first])), Self.luminance(try #require(colours[second]))].sorted()
            return (values[1] + 0.05) / (values[0] + 0.05)
        }
        for (ink, ground) in [
            ("ink", "paper"), ("ink", "ground"), ("quiet", "paper"), ("action", "paper"), ("action", "ground"), ("on-action", "action"),
            ("ink", "notice-ground"), ("action", "notice-ground"), ("notice", "paper"),
        ] { #expect(try contrast(ink, ground) >= 7, "\(ink) on \(ground)") }
        for (line, ground) in [("line", "paper"), ("notice", "notice-ground"), ("done", "paper")] {
            #expect(try contrast(line, ground) >= 3, "\(line) on \(ground)")
        }
    }

    /// Telephones of 320 px and 200 %: nothing has a width of its own beyond its column, and what is pressed is high enough.
    @Test func `nothing is wider than its column`() {
        for match in Stylesheet.text.matches(of: #/(?:^|[ ;{])(width|min-width): ([^;}]+)/#) {
            #expect(match.output.2 == "100%" && match.output.1 == "width")
        }
        for selector in ["a {", "button {", "input {", "summary {"] {
            #expect(Stylesheet.text.contains(selector))
        }
        for word in ["@import", "url(", "expression", "!important"] { #expect(!Stylesheet.text.contains(word)) }
    }
}
