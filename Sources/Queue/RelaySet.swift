/// Relays by their place in the order they are asked; the first 64.
package struct RelaySet: OptionSet, Hashable, Sendable {
    package let rawValue: UInt64

    package init(rawValue: UInt64) { self.rawValue = rawValue }

    /// The relay at a place; none beyond the first 64.
    package static func relay(_ place: Int) -> RelaySet {
        (0..<64).contains(place) ? RelaySet(rawValue: 1 << UInt64(place)) : []
    }

    package static let all = RelaySet(rawValue: .max)
}
