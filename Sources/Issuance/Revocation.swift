package import Mail
package import Queue

/// The end of an activation, and of what came of it.
package struct Revocation: Hashable, Sendable {
    package let activation: ActivationID
    package let actor: AuditActor
    package let now: Instant

    package init(activation: ActivationID, actor: AuditActor, now: Instant) {
        self.activation = activation
        self.actor = actor
        self.now = now
    }
}
