/// For which municipalities a caller may act.
package enum Reach: Hashable, Sendable {
    case everywhere
    /// NIS codes.
    case municipalities(Set<String>)

    /// What belongs to no municipality is open only to those who reach everywhere.
    package func contains(_ nis: String?) -> Bool {
        switch self {
        case .everywhere: true
        case .municipalities(let codes): nis.map(codes.contains) ?? false
        }
    }

    /// NIS codes; `nil`: all.
    package var codes: Set<String>? {
        switch self {
        case .everywhere: nil
        case .municipalities(let codes): codes
        }
    }

    /// The one municipality it is limited to; `nil`: all, or several.
    package var only: String? {
        guard case .municipalities(let codes) = self, codes.count == 1 else { return nil }
        return codes.first
    }
}
