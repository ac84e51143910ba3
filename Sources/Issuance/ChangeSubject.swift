package import Mail

/// What somebody follows and a commit changes: the 128 bits of an identifier. Those of two kinds are never equal.
package struct ChangeSubject: Hashable, Sendable {
    private let high: UInt64
    private let low: UInt64

    package init<Subject: IdentifierSubject>(_ id: Identifier<Subject>) {
        high = id.high
        low = id.low
    }
}
