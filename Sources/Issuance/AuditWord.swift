package import Mail

/// One word of an audit entry's details: from a closed list, an identifier, a count or a digest. Nothing that anybody typed gets in.
package struct AuditWord: Hashable, Sendable {
    /// Without spaces.
    package let text: String

    /// A case of a closed list.
    package init<Word: RawRepresentable & CaseIterable>(_ word: Word) where Word.RawValue == String { text = word.rawValue }

    package init<Subject: IdentifierSubject>(_ id: Identifier<Subject>) { text = id.description }

    /// `name=count`.
    package init(_ name: StaticString, _ count: Int) { text = "\(name)=\(count)" }

    /// `name=` and 16 lower-case hexadecimal digits, such as the version of texts.
    package init(_ name: StaticString, digest: UInt64) {
        text = "\(name)=" + Hexadecimal.text((0..<8).reversed().map { UInt8(truncatingIfNeeded: digest >> (8 * UInt64($0))) })
    }

    /// A word that stands in the source.
    package init(_ word: StaticString) { text = "\(word)" }
}
