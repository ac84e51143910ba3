package import Mail

/// Who did something, as the audit log names it: an identifier or one of three words, never a name.
///
/// Its text is made when an entry is written: every request carries an actor, and most write none.
package struct AuditActor: Hashable, Sendable {
    private enum Name: Sendable {
        case word(String)
        case identifier(prefix: String, high: UInt64, low: UInt64)
    }

    private let name: Name

    /// A command at the machine itself, through the admin socket or on a store that no service holds.
    package static let localOperator = AuditActor(name: .word("local_operator"))
    /// The service by itself: retention, a start from a restored database.
    package static let service = AuditActor(name: .word("service"))
    /// Whoever holds a link, on the citizen's page.
    package static let citizen = AuditActor(name: .word("citizen"))

    /// The front or the person with this identifier.
    package init<Subject: IdentifierSubject>(_ id: Identifier<Subject>) {
        name = .identifier(prefix: Subject.prefix, high: id.high, low: id.low)
    }

    /// As it was kept beside what was done.
    package init(kept text: String) { self.init(name: .word(text)) }

    private init(name: Name) { self.name = name }

    /// `api_…`, `psn_…`, `local_operator`, `service` or `citizen`.
    package var text: String {
        switch name {
        case .word(let word): word
        case .identifier(let prefix, let high, let low):
            // All identifiers have the same form behind their prefix.
            prefix + QueueID(high: high, low: low).description.dropFirst(QueueEntrySubject.prefix.utf8.count)
        }
    }

    // By the text: what was kept and what it was kept from are the same.
    package static func == (left: AuditActor, right: AuditActor) -> Bool { left.text == right.text }

    package func hash(into hasher: inout Hasher) { hasher.combine(text) }
}
