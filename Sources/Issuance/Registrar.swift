import Queue

/// Who changes the register, and for which municipalities.
package struct Registrar: Hashable, Sendable {
    /// As the audit log names it.
    let actor: AuditActor
    let reach: Reach

    /// A command at the machine.
    package static let localOperator = Registrar(actor: .localOperator, reach: .everywhere)

    package init(_ caller: Caller) {
        self.init(actor: caller.principal.actor, reach: caller.reach)
    }

    private init(actor: AuditActor, reach: Reach) {
        self.actor = actor
        self.reach = reach
    }
}
