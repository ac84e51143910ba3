package import Queue

/// One act as it goes into the audit log: who did what to which object. No personal data.
package struct AuditAct: Hashable, Sendable {
    package let actor: AuditActor
    package let action: AuditAction
    /// An identifier, a NIS code, or what was paused, such as `relay primary`; empty where the action says it all.
    package let object: String
    /// NIS code of whose it is; `nil` for what belongs to none.
    package let municipality: String?
    package let details: [AuditWord]

    package init(
        by actor: AuditActor, _ action: AuditAction, object: String = "", municipality: String? = nil, details: [AuditWord] = []
    ) {
        self.actor = actor
        self.action = action
        self.object = object
        self.municipality = municipality
        self.details = details
    }
}
