/// The code of a municipality at Statbel (REFNIS): five digits, kept as opaque text.
///
/// Codes change over time with mergers, so that only the form is checked: the first digit names a province, 1 to 9.
package struct NISCode: Hashable, Sendable {
    package static let advice = "A NIS code has five digits and does not begin with 0, such as 62063."

    package let text: String

    /// `nil` when the form is wrong.
    package init?(_ text: String) {
        let bytes = text.utf8
        guard bytes.count == 5, bytes.allSatisfy({ (0x30...0x39).contains($0) }), bytes.first != 0x30 else { return nil }
        self.text = text
    }
}
