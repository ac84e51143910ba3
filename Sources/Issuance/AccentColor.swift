import Glibc

/// A colour that carries white text on a white page, and its lighter form for dark pages (WCAG 2.2, success criterion 1.4.3).
///
/// No colour has 4.5 to 1 against the white page and against the dark one: those two have but 17.8 to 1 between them, where 20.25 would be needed.
/// So a municipality gives the one for light pages, and the other one follows from it.
package struct AccentColor: Hashable, Sendable {
    /// What text needs against its ground.
    package static let leastContrast = 4.5
    /// The light page, and the text on the button there.
    package static let white = AccentColor(red: 255, green: 255, blue: 255)
    /// The dark page of the mails (`layout/page.html`).
    package static let darkPage = AccentColor(red: 0x14, green: 0x18, blue: 0x1F)
    /// The text on the button there.
    package static let darkText = AccentColor(red: 0x0B, green: 0x1A, blue: 0x2E)

    private let red: UInt8
    private let green: UInt8
    private let blue: UInt8

    private init(red: UInt8, green: UInt8, blue: UInt8) {
        (self.red, self.green, self.blue) = (red, green, blue)
    }

    /// Reads `#0b5cad`; `nil` for any other form.
    package init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard bytes.count == 7, bytes[0] == UInt8(ascii: "#"), bytes.dropFirst().allSatisfy(Self.isHexadecimal),
            let value = UInt32(text.dropFirst(), radix: 16)
        else { return nil }
        self.init(
            red: UInt8(truncatingIfNeeded: value >> 16), green: UInt8(truncatingIfNeeded: value >> 8),
            blue: UInt8(truncatingIfNeeded: value))
    }

    /// `#0b5cad`, in lower case.
    package var text: String { "#" + Hexadecimal.text([red, green, blue]) }

    /// From 1 to 21.
    package func contrast(with other: AccentColor) -> Double {
        let (one, two) = (luminance, other.luminance)
        return (max(one, two) + 0.05) / (min(one, two) + 0.05)
    }

    /// Whether it carries white text, and stands out from a white page.
    package var isDarkEnough: Bool { contrast(with: .white) >= Self.leastContrast }

    /// The nearest of the same hue that is dark enough.
    package var darkened: AccentColor {
        (0...100).lazy.map { mixed(with: AccentColor(red: 0, green: 0, blue: 0), percent: $0) }.first(where: \.isDarkEnough) ?? .darkText
    }

    /// The nearest of the same hue that stands out from the dark page and carries dark text.
    package var onDark: AccentColor {
        (0...100).lazy.map { mixed(with: .white, percent: $0) }
            .first { $0.contrast(with: .darkPage) >= Self.leastContrast && $0.contrast(with: .darkText) >= Self.leastContrast } ?? .white
    }

    private func mixed(with other: AccentColor, percent: Int) -> AccentColor {
        func mix(_ one: UInt8, _ two: UInt8) -> UInt8 { UInt8((Int(one) * (100 - percent) + Int(two) * percent) / 100) }
        return AccentColor(red: mix(red, other.red), green: mix(green, other.green), blue: mix(blue, other.blue))
    }

    /// Relative luminance, as WCAG 2.2 defines it for sRGB.
    private var luminance: Double {
        func linear(_ part: UInt8) -> Double {
            let part = Double(part) / 255
            return part <= 0.04045 ? part / 12.92 : pow((part + 0.055) / 1.055, 2.4)
        }
        return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
    }

    private static func isHexadecimal(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x46, 0x61...0x66: true
        default: false
        }
    }
}
