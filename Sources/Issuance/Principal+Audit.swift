package import Queue

extension Principal {
    /// As the audit log names it.
    package var actor: AuditActor {
        switch self {
        case .apiKey(let id): AuditActor(id)
        case .person(let id): AuditActor(id)
        }
    }
}
