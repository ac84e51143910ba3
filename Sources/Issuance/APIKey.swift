package import Mail

/// The credential of a front. Only its digest is kept.
package struct APIKey: Hashable, Sendable {
    package enum Scope: String, CaseIterable, Hashable, Sendable {
        case activationsWrite = "activations:write"
        case activationsRead = "activations:read"
        case codesWrite = "codes:write"
        case messagesRead = "messages:read"
        case queueOperate = "queue:operate"
        case admin
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
