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

    /// Read for a change, which holds only while this stays as it is.
    func municipality(_ nis: String, basis: inout MunicipalityBasis) async throws(IssuanceRefusal) -> Municipality? {
        let found = try await municipality(nis)
        basis.note(found, nis: nis)
        return found
    }

    /// Whether somebody may change the register at all: a municipality must not sign for itself that it may issue.
    static func mayChange(_ registrar: Registrar) throws(IssuanceRefusal) {
        guard registrar.reach == .everywhere else {
            throw .forbidden(
                detail: "The register is changed by who administers all municipalities; this credential is limited to some of them.")
        }
    }

    /// Judges and commits a change; once more where what it was judged by was changed meanwhile, so that it is put on what others wrote.
    ///
    /// - Parameter change: `nil` for one that was judged by what is no longer so.
    /// - Throws: What the change throws; ``IssuanceRefusal/conflict(detail:)`` when others were faster each time.
    func upToDate<Done: Sendable>(_ change: () async throws(IssuanceRefusal) -> Done?) async throws(IssuanceRefusal) -> Done {
        for _ in 0..<Self.attempts {
            if let done = try await change() { return done }
        }
        throw .conflict(detail: "The municipality is being changed by others; nothing was changed now. Send the change again.")
    }

    /// Each time another change was committed, so this many in one moment all come through.
    static let attempts = 16

    /// What is answered to a request, or to the same request that came before it.
    func answeredBefore(
        _ idempotency: IdempotencyRequest<MunicipalityView>?,
        _ judge: () async throws(IssuanceRefusal) -> Answer<MunicipalityView>
    ) async throws(IssuanceRefusal) -> Answer<MunicipalityView> {
        guard let keyring else { return try await judge() }
        return try await EarlierAnswers(store: store, keyring: keyring, clock: clock).orElse(idempotency, judge)
    }

    /// What may be registered, with its successor looked up.
    func checked(
        _ registration: MunicipalityRegistration, known: Municipality?, basis: inout MunicipalityBasis, now: Instant
    ) async throws(IssuanceRefusal) -> Municipality {
        var faults: [FieldFault] = []
        let municipality = registration.checked(now: now, known: known, into: &faults)
        if let municipality, let nis = municipality.successor, NISCode(nis) != nil, nis != municipality.nis {
            let successor = try await self.municipality(nis, basis: &basis)
            if let fault = municipality.successorFault(successor) { faults.append(fault) }
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

    /// Commits a change that has no `Idempotency-Key`; `false` when its basis is no longer so.
    func commit(
        _ change: MunicipalityChange, _ basis: MunicipalityBasis, by actor: AuditActor, now: Instant
    ) async throws(IssuanceRefusal) -> Bool {
        let terms = IssueTerms(now: now, actor: actor, idempotency: nil, charges: [])
        let result = try await Self.stored { () async throws(StoreFault) in try await store.apply(change, basis: basis, terms: terms) }
        if result == .committed { await onChange() }
        return try Self.answer(result, ()) != nil
    }

    /// Commits a change and answers `view`, or what the same request was answered before; `nil` when its basis is no longer so.
    func apply(
        _ change: MunicipalityChange, _ basis: MunicipalityBasis, _ view: MunicipalityView, by actor: AuditActor,
        _ idempotency: IdempotencyRequest<MunicipalityView>?, now: Instant
    ) async throws(IssuanceRefusal) -> Answer<MunicipalityView>? {
        let record = keyring.flatMap { idempotency?.record(view, keyring: $0, now: now) }
        let terms = IssueTerms(now: now, actor: actor, idempotency: record, charges: [])
        let result = try await Self.stored { () async throws(StoreFault) in try await store.apply(change, basis: basis, terms: terms) }
        if result == .committed { await onChange() }
        return try Self.answer(result, view)
    }

    /// `nil` for a change whose basis is no longer so.
    private static func answer<View>(_ result: MunicipalityChangeResult, _ view: View) throws(IssuanceRefusal) -> Answer<View>? {
        switch result {
        case .committed: return .fresh(view)
        case .replayed(let record): return .replayed(record)
        case .outdated: return nil
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
    func successorFault(_ successor: Municipality?) -> FieldFault? {
        guard let successor else { return FieldFault("successor", "This NIS code is not registered; register it first.", .unregistered) }
        guard let validUntil, !successor.isValid(at: validUntil) else { return nil }
        return FieldFault(
            "successor", "This NIS code is not valid on \(validUntil.brusselsDay), when the other ends; give the one that is.",
            .successorEnded)
    }
}
