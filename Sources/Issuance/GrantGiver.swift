package import Queue

/// Who wants to give or take a role, with what he may go by.
package struct GrantGiver: Hashable, Sendable {
    package let actor: AuditActor
    /// `nil` for who is none: he cannot hold a role himself.
    package let person: PersonID?
    /// In force now.
    package let held: Set<HeldRole>

    package init(_ principal: Principal, held: Set<HeldRole>) {
        actor = principal.actor
        person = if case .person(let id) = principal { id } else { nil }
        self.held = held
    }

    private init(actor: AuditActor, held: Set<HeldRole>) {
        self.actor = actor
        person = nil
        self.held = held
    }

    /// A command on the machine itself.
    package static let localOperator = GrantGiver(actor: .localOperator, held: [HeldRole(.administrator, in: nil)])
}
