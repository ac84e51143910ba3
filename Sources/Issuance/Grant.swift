package import Mail
package import Queue

/// A role given to a person. Never changed but by its withdrawal, and kept after it.
package struct Grant: Hashable, Sendable {
    /// How a grant stands.
    package enum State: String, CaseIterable, Hashable, Sendable {
        case inForce = "in_force"
        /// It has yet to begin.
        case future
        /// Its time is over.
        case ended
        case withdrawn
    }

    package let id: GrantID
    package let person: PersonID
    package let role: Role
    /// NIS code; `nil`: everywhere.
    package let municipality: String?
    package let validFrom: Instant
    /// Exclusive; `nil`: until withdrawn.
    package let validUntil: Instant?
    package let givenBy: AuditActor
    package let given: Instant
    package let withdrawnBy: AuditActor?
    package let withdrawn: Instant?

    package init(
        id: GrantID, person: PersonID, role: Role, municipality: String?, validFrom: Instant, validUntil: Instant?,
        givenBy: AuditActor, given: Instant, withdrawnBy: AuditActor? = nil, withdrawn: Instant? = nil
    ) {
        self.id = id
        self.person = person
        self.role = role
        self.municipality = municipality
        self.validFrom = validFrom
        self.validUntil = validUntil
        self.givenBy = givenBy
        self.given = given
        self.withdrawnBy = withdrawnBy
        self.withdrawn = withdrawn
    }

    package var held: HeldRole { HeldRole(role, in: municipality) }

    package func state(at now: Instant) -> State {
        if withdrawn != nil { return .withdrawn }
        if now < validFrom { return .future }
        if let validUntil, validUntil <= now { return .ended }
        return .inForce
    }

    /// The same, withdrawn.
    package func withdrawn(by actor: AuditActor, at now: Instant) -> Grant {
        Grant(
            id: id, person: person, role: role, municipality: municipality, validFrom: validFrom, validUntil: validUntil,
            givenBy: givenBy, given: given, withdrawnBy: actor, withdrawn: now)
    }
}
