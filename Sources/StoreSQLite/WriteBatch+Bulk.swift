import Issuance
import Mail
import Queue

/// What operators do with many messages at once.
extension WriteBatch {
    /// What was done and begun with of one municipality, for its entry in the audit log.
    private struct Tally {
        var done = 0
        var inFlight = 0
    }

    func perform(
        _ action: BulkAction, on ids: [QueueID], selection: String, minimumLeft: [String: Duration], by actor: AuditActor, at: Instant
    ) throws -> [MessageActionResult] {
        var tallies: [String?: Tally] = [:]
        let results = try ids.map { id in
            let result = try perform(action, on: id, minimumLeft: minimumLeft, at: at)
            let isRecorded = result == .done || (result == .inFlight && action.isCancel)
            guard isRecorded else { return result }
            let municipality = try db.row(Statements.messageMunicipality, .id(id)) { $0.optionalText(0) } ?? nil
            if result == .done { tallies[municipality, default: Tally()].done += 1 }
            if result == .inFlight { tallies[municipality, default: Tally()].inFlight += 1 }
            return result
        }
        for (municipality, tally) in tallies.sorted(by: { ($0.key ?? "") < ($1.key ?? "") }) {
            var details = [AuditWord("messages", tally.done)]
            if tally.inFlight > 0 { details.append(AuditWord("in_flight", tally.inFlight)) }
            try audit(AuditAct(by: actor, action.recorded, object: selection, municipality: municipality, details: details))
        }
        return results
    }

    private func perform(
        _ action: BulkAction, on id: QueueID, minimumLeft: [String: Duration], at: Instant
    ) throws -> MessageActionResult {
        switch action {
        case .perform(let action): return try perform(action, on: id, minimumLeft: minimumLeft, at: at)
        case .cancel(let reason):
            switch try cancel(id, reason: reason, at: at) {
            case .cancelled: return .done
            case .inFlight: return .inFlight
            case .alreadyFinished(let state): return .alreadyFinished(state)
            case .notFound: return .notFound
            }
        }
    }
}

extension BulkAction {
    fileprivate var isCancel: Bool {
        if case .cancel = self { true } else { false }
    }

    fileprivate var recorded: AuditAction {
        switch self {
        case .perform(let action): WriteBatch.recorded(action)
        case .cancel: .messageCancelled
        }
    }
}
