import Issuance
import Mail

/// What an officer looks for: a reference, or an address as lists show it. A whole address fits those that are masked alike.
struct ActivationSearch: Sendable {
    private let text: String
    private let masked: String?

    init(_ text: String) {
        self.text = text.lowercased()
        masked = (try? EmailAddress(text))?.masked.lowercased()
    }

    func fits(_ summary: ActivationSummary) -> Bool {
        let address = summary.maskedAddress.lowercased()
        if let masked { return address == masked }
        return Self.plain(summary.reference) == Self.plain(text) || Self.plain(summary.activation.reference) == Self.plain(text)
            || !address.isEmpty && address.contains(text)
    }

    /// However it is typed.
    private static func plain(_ text: String) -> String { text.lowercased().filter { $0.isLetter || $0.isNumber } }
}
