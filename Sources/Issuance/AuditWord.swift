package import Mail

/// One word of an audit entry's details: from a closed list, an identifier, or a count. Nothing that anybody typed gets in.
package struct AuditWord: Hashable, Sendable {
    /// Without spaces.
    package let text: String

    /// A case of a closed list.
    package init<Word: RawRepresentable & CaseIterable>(_ word: Word) where Word.RawValue == String { text = word.rawValue }

    package init<Subject: IdentifierSubject>(_ id: Identifier<Subject>) { text = id.description }

    /// `name=count`.
    package init(_ name: StaticString, _ count: Int) { text = "\(name)=\(count)" }

    /// A word that stands in the source.
    package init(_ word: StaticString) { text = "\(word)" }
}
