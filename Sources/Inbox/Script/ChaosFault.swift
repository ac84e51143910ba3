/// Why a chaos file cannot be used.
package struct ChaosFault: Error, Hashable, Sendable, CustomStringConvertible {
    /// Names the field and what to write there.
    package let description: String

    package init(_ description: String) {
        self.description = description
    }
}
