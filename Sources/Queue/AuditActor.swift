package import Mail

/// Who did something, as the audit log names it: an identifier or one of three words, never a name.
package struct AuditActor: Hashable, Sendable {
    /// `api_…`, `psn_…`, `local_operator`, `service` or `citizen`.
    package let text: String

    /// A command at the machine itself, through the admin socket or on a store that no service holds.
    package static let localOperator = AuditActor(text: "local_operator")
    /// The service by itself: retention, a start from a restored database.
    package static let service = AuditActor(text: "service")
    /// Whoever holds a link, on the citizen's page.
    package static let citizen = AuditActor(text: "citizen")

    /// The front or the person with this identifier.
    package init<Subject: IdentifierSubject>(_ id: Identifier<Subject>) { text = id.description }

    /// As it was kept beside what was done.
    package init(kept text: String) { self.init(text: text) }

    private init(text: String) { self.text = text }
}
