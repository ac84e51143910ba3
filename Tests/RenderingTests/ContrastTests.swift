import Foundation
import Testing

@testable import Rendering

/// The colours of the mails, computed from the style sheets as WCAG 2.2 does (success criterion 1.4.3).
@Suite("Contrast")
struct ContrastTests {
    private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("templates")

    /// Text and ground of one declaration block, and where it stands.
    struct Pair: CustomTestStringConvertible {
        let place: String
        let text: String
        let ground: String
        var testDescription: String { "\(place): \(text) on \(ground)" }
    }

    /// Blocks of all HTML files that set a colour; one that sets but one of the two could meet any other.
    private static func pairs() throws -> [Pair] {
        let files = try #require(FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil))
        var pairs: [Pair] = []
        for case let file as URL in files where file.pathExtension == "html" {
            // A municipality's own is judged when it is registered.
            let text = BrandedNames.colors.reduce(try String(contentsOf: file, encoding: .utf8)) {
                $0.replacingOccurrences(of: "{{\($1.key)}}", with: $1.value)
            }
            let blocks = text.split(whereSeparator: { "{}\"'".contains($0) }).map(String.init)
            for block in blocks where block.contains("color:#") || block.contains("background:#") {
                pairs.append(
                    Pair(
                        place: file.lastPathComponent, text: colour("color", in: block), ground: colour("background", in: block)))
            }
        }
        return pairs
    }

    private static func colour(_ property: String, in block: String) -> String {
        let declaration = block.split(separator: ";").first { $0.drop { $0 == " " }.hasPrefix("\(property):#") }
        return declaration.map { String($0.drop { $0 != "#" }.prefix(7)) } ?? ""
    }

    private static func luminance(_ colour: String) throws -> Double {
        let value = try #require(UInt32(colour.dropFirst(), radix: 16))
        let parts = [16, 8, 0].map { shift in
            let part = Double((value >> UInt32(shift)) & 255) / 255
            return part <= 0.04045 ? part / 12.92 : pow((part + 0.055) / 1.055, 2.4)
        }
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
    }

    static func ratio(_ one: String, _ other: String) throws -> Double {
        let (a, b) = (try luminance(one), try luminance(other))
        return (max(a, b) + 0.05) / (min(a, b) + 0.05)
    }

    @Test("of every text on its ground is 4.5 to 1 or more, light and dark")
    func enough() throws {
        let pairs = try Self.pairs()
        // Light and dark page, light and dark button at the least.
        #expect(Set(pairs.map(\.testDescription)).count >= 4)
        for pair in pairs {
            #expect(!pair.text.isEmpty && !pair.ground.isEmpty, "\(pair.place) sets a text or a ground alone: \(pair)")
            guard !pair.text.isEmpty, !pair.ground.isEmpty else { continue }
            #expect(try Self.ratio(pair.text, pair.ground) >= 4.5, "\(pair.testDescription)")
        }
    }

    @Test(
        "is computed as WCAG's examples are",
        arguments: [("#000000", "#ffffff", 21.0), ("#777777", "#ffffff", 4.48), ("#ffffff", "#ffffff", 1)])
    func known(_ one: String, _ other: String, _ ratio: Double) throws {
        #expect(abs(try Self.ratio(one, other) - ratio) < 0.01)
    }
}
