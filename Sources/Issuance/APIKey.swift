package import Mail

/// The credential of a front. Only its digest is kept.
package struct APIKey: Hashable, Sendable {
    /// What a caller may do.
    package enum Scope: String, CaseIterable, Hashable, Sendable {
        case activationsWrite = "activations:write"
        case activationsRead = "activations:read"
        case codesWrite = "codes:write"
        case messagesRead = "messages:read"
        case queueOperate = "queue:operate"
        case admin
        /// Of persons alone, by their role: a key has `admin`, whose routes name both.
        case auditRead = "audit:read"
        /// The same.
        case grantsManage = "grants:manage"

        /// Those that a key may be made with.
        package static let ofKeys: [Scope] = [.activationsWrite, .activationsRead, .codesWrite, .messagesRead, .queueOperate, .admin]
    }

    package let id: APIKeyID
    package let name: String
    package let scopes: Set<Scope>
    /// NIS code it is limited to; `nil`: all.
    package let municipality: String?
    /// SHA-256 of the key's text: 256 random bits need no slow hash.
    package let digest: [UInt8]
    package let created: Instant
    package let revoked: Instant?

    package init(
        id: APIKeyID, name: String, scopes: Set<Scope>, municipality: String?, digest: [UInt8], created: Instant,
        revoked: Instant? = nil
    ) {
        self.id = id
        self.name = name
        self.scopes = scopes
        self.municipality = municipality
        self.digest = digest
        self.created = created
        self.revoked = revoked
    }
}
