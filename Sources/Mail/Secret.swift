/// Bytes that must never be printed: they show as `•••` in every description, mirror and interpolation.
///
/// Comparison takes the same time whatever the content, for secrets of equal length.
package struct Secret: Sendable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    private let bytes: [UInt8]

    package init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    package init(_ text: String) {
        self.bytes = Array(text.utf8)
    }

    package var count: Int { bytes.count }
    package var isEmpty: Bool { bytes.isEmpty }

    /// Hands out the bytes. The name makes every place that looks at a secret easy to find.
    package func reveal() -> [UInt8] { bytes }

    /// Hands out the bytes as text.
    package func revealText() -> String { String(decoding: bytes, as: UTF8.self) }

    /// Whether both hold the same bytes, in time that does not depend on where they differ.
    package func isEqual(to other: Secret) -> Bool {
        constantTimeEqual(bytes, other.bytes)
    }

    package var description: String { "•••" }
    package var debugDescription: String { "•••" }
    package var customMirror: Mirror { Mirror(self, children: [] as [Mirror.Child]) }
}

/// Whether two byte strings are equal, in time that depends on their lengths alone.
///
/// Arrays and no generic collection: another module would get the unspecialised form, which took 7 µs for an API key.
package func constantTimeEqual(_ left: [UInt8], _ right: [UInt8]) -> Bool {
    guard left.count == right.count else { return false }
    var difference: UInt8 = 0
    for index in left.indices { difference |= left[index] ^ right[index] }
    return difference == 0
}
