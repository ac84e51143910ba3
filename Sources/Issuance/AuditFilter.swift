package import Mail

/// Which entries of the audit log are asked for; `nil`: any.
package struct AuditFilter: Hashable, Sendable {
    package var action: AuditAction?
    /// As it stands in the entry.
    package var object: String?
    package var actor: String?
    /// NIS codes; an entry that belongs to no municipality is not among them.
    package var municipalities: Set<String>?
    package var since: Instant?
    /// Exclusive.
    package var until: Instant?

    package init(
        action: AuditAction? = nil, object: String? = nil, actor: String? = nil, municipalities: Set<String>? = nil,
        since: Instant? = nil, until: Instant? = nil
    ) {
        self.action = action
        self.object = object
        self.actor = actor
        self.municipalities = municipalities
        self.since = since
        self.until = until
    }
}
