import Mail
import Queue

/// Steps that every change is made of.
extension MunicipalityRegister {
    static func stored<Value: Sendable>(_ ask: () async throws(StoreFault) -> Value) async throws(IssuanceRefusal) -> Value {
        do { return try await ask() } catch { throw .unavailable(error) }
    }

    func municipality(_ nis: String) async throws(IssuanceRefusal) -> Municipality? {
        try await Self.stored { () async throws(StoreFault) in try await store.municipality(nis: nis) }
    }

    /// One that is within reach.
    func visible(_ nis: String, for reach: Reach) async throws(IssuanceRefusal) -> Municipality {
        guard reach.contains(nis), let found = try await municipality(nis) else { throw .notFound }
        return found
    }

    static func mayAct(_ registrar: Registrar, for nis: String) throws(IssuanceRefusal) {
        guard registrar.reach.contains(nis) else { throw .forbidden(detail: "This credential may not act for that municipality.") }
    }

    /// What may be registered, with its successor looked up.
    func checked(
        _ registration: MunicipalityRegistration, known: Municipality?, now: Instant
    ) async throws(IssuanceRefusal) -> Municipality {
        var faults: [FieldFault] = []
        let municipality = registration.checked(now: now, known: known, into: &faults)
        if let municipality, let nis = municipality.successor, NISCode(nis) != nil, nis != municipality.nis {
            let successor = try await self.municipality(nis)
            if let reason = municipality.successorFault(successor) { faults.append(FieldFault("successor", reason)) }
        }
        guard faults.isEmpty, let municipality else { throw .invalid(faults) }
        try Self.checkRoom(municipality)
        return municipality
    }

    static func checkRoom(_ municipality: Municipality) throws(IssuanceRefusal) {
        guard municipality.agreements.count <= Limits.agreements else {
            throw .conflict(detail: "The municipality has \(Limits.agreements) agreements, which is the most that are kept.")
        }
    }

    /// Commits a change that has no `Idempotency-Key`.
    func commit(_ change: MunicipalityChange, by actor: AuditActor, now: Instant) async throws(IssuanceRefusal) {
        let terms = IssueTerms(now: now, actor: actor, idempotency: nil, charges: [])
        _ = try Self.record(of: try await Self.stored { () async throws(StoreFault) in try await store.apply(change, terms: terms) })
    }

    /// Commits a change and answers `view`, or what the same request was answered before.
    func apply(
        _ change: MunicipalityChange, _ view: MunicipalityView, by actor: AuditActor,
        _ idempotency: IdempotencyRequest<MunicipalityView>?, now: Instant
    ) async throws(IssuanceRefusal) -> Answer<MunicipalityView> {
        let record = keyring.flatMap { idempotency?.record(view, keyring: $0, now: now) }
        let terms = IssueTerms(now: now, actor: actor, idempotency: record, charges: [])
        let result = try await Self.stored { () async throws(StoreFault) in try await store.apply(change, terms: terms) }
        return try Self.record(of: result).map { .replayed($0) } ?? .fresh(view)
    }

    /// The record of an earlier request; `nil` for a change that was committed now.
    private static func record(of result: MunicipalityChangeResult) throws(IssuanceRefusal) -> IdempotencyRecord? {
        switch result {
        case .committed: return nil
        case .replayed(let record): return record
        case .idempotencyConflict: throw .idempotencyConflict
        case .exists: throw .conflict(detail: "The municipality is registered; change it instead.")
        case .notRegistered: throw .notFound
        case .noSuchAgreement: throw .conflict(detail: "The agreement was withdrawn before.")
        }
    }
}

extension Municipality {
    /// Why this cannot be the one that follows; `nil` when it can. What follows must be in force on the day of the end, so that no circle of
    /// successors can be made.
    func successorFault(_ successor: Municipality?) -> String? {
        guard let successor else { return "This NIS code is not registered; register it first." }
        guard let validUntil, !successor.isValid(at: validUntil) else { return nil }
        return "This NIS code is not valid on \(validUntil.brusselsDay), when the other ends; give the one that is."
    }
}
