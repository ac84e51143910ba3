import Issuance
import Mail
import Queue

/// What operators do with single messages, recorded where it changed something.
extension WriteBatch {
    func cancel(_ id: QueueID, reason: Reason, by actor: AuditActor, at: Instant) throws -> CancelResult {
        let result = try cancel(id, reason: reason, at: at)
        switch result {
        case .cancelled: try auditMessage(.messageCancelled, id, by: actor, details: [])
        case .inFlight: try auditMessage(.messageCancelled, id, by: actor, details: ["in_flight"])
        case .alreadyFinished, .notFound: break
        }
        return result
    }

    func perform(
        _ action: MessageAction, on id: QueueID, minimumLeft: [String: Duration], by actor: AuditActor, at: Instant
    ) throws -> MessageActionResult {
        let result = try perform(action, on: id, minimumLeft: minimumLeft, at: at)
        if result == .done { try auditMessage(Self.recorded(action), id, by: actor, details: []) }
        return result
    }

    static func recorded(_ action: MessageAction) -> AuditAction {
        switch action {
        case .hold: .messageHeld
        case .release: .messageReleased
        case .retry: .messageRetried
        }
    }

    private func auditMessage(_ action: AuditAction, _ id: QueueID, by actor: AuditActor, details: [StaticString]) throws {
        let municipality = try db.row(Statements.messageMunicipality, .id(id)) { $0.optionalText(0) } ?? nil
        try audit(
            AuditAct(
                by: actor, action, object: id.description, municipality: municipality, details: details.map { AuditWord($0) }))
    }
}
