import API
import HTTPTypes
import Issuance
import Mail

/// Whoever has a session, with what he may do at this moment.
struct Visitor: Sendable {
    let id: Secret
    let session: Session
    /// In force now.
    let roles: Set<HeldRole>
    private let services: ConsoleServices

    init(id: Secret, session: Session, services: ConsoleServices) {
        self.id = id
        self.session = session
        self.services = services
        roles = services.api.grants.roles(of: session.identity)
    }

    var language: Language { session.language }
    var texts: ConsoleTexts { ConsoleTexts.of(language) }

    /// The caller that the person is for an operation of the API: its route says what it asks for.
    ///
    /// - Throws: `forbidden`.
    func caller(for method: HTTPRequest.Method, _ path: String) throws(Problem) -> Caller {
        try services.api.credentials.caller(for: session.identity, services.scopes[method, path])
    }

    /// Whether the person may enter a section.
    func may(enter section: ConsoleSection) -> Bool {
        roles.contains { !$0.role.scopes.isDisjoint(with: section.scopes) }
    }
}
