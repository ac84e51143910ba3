import Synchronization

/// One statement of the driver: its text, and the number under which a connection finds it prepared.
///
/// By number, since hashing the text for each of the ten statements of a message cost more than stepping some of them.
struct SQL: Sendable {
    let text: String
    /// Counts up over all named statements.
    let number: Int

    private static let numbers = Atomic(0)

    /// A named statement: made once, as a static member of ``Statements``.
    init(_ text: String) {
        self.text = text
        self.number = Self.numbers.add(1, ordering: .relaxed).oldValue
    }
}
