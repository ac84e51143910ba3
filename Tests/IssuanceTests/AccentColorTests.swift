import Issuance
import Testing

struct AccentColorTests {
    private static let sample = (0..<4_096).map { index in
        AccentColor("#" + [index >> 8, index >> 4 & 15, index & 15].map { String($0, radix: 16) + String($0, radix: 16) }.joined())
    }

    @Test(arguments: [("#000000", "#ffffff", 21.0), ("#777777", "#ffffff", 4.48), ("#ffffff", "#ffffff", 1), ("#0b5cad", "#14181f", 2.668)])
    func `contrast is WCAG's`(one: String, other: String, ratio: Double) throws {
        let (a, b) = (try #require(AccentColor(one)), try #require(AccentColor(other)))
        #expect(abs(a.contrast(with: b) - ratio) < 0.005 && a.contrast(with: b) == b.contrast(with: a))
    }

    @Test func `every colour has a dark form for white pages and a light one for dark pages`() throws {
        for color in Self.sample {
            let color = try #require(color)
            #expect(color.darkened.contrast(with: .white) >= 4.5)
            #expect(color.onDark.contrast(with: .darkPage) >= 7 && color.onDark.contrast(with: .darkText) >= 7)
            if color.isDarkEnough { #expect(color.darkened == color) }
        }
    }

    /// Why a municipality gives one and the other one follows.
    @Test func `no colour would do for both pages`() throws {
        #expect(AccentColor.white.contrast(with: .darkPage) < 4.5 * 4.5)
        for color in Self.sample {
            let color = try #require(color)
            #expect(!(color.isDarkEnough && color.contrast(with: .darkPage) >= 4.5), "\(color.text)")
        }
    }
}
