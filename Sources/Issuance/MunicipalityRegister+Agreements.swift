import Mail
import Queue

extension MunicipalityRegister {
    /// Adds a signed agreement; the former ones stay in the books.
    ///
    /// - Throws: A registrar who is limited to municipalities, no such municipality, wrong fields (all at once), then what the store
    ///   finds.
    package func add(
        _ registration: AgreementRegistration, to nis: String, by registrar: Registrar, idempotency: IdempotencyRequest<MunicipalityView>?
    ) async throws(IssuanceRefusal) -> Answer<MunicipalityView> {
        try Self.mayChange(registrar)
        return try await answeredBefore(idempotency) { () async throws(IssuanceRefusal) in
            try await upToDate { () async throws(IssuanceRefusal) in
                let now = clock.now
                var basis = MunicipalityBasis()
                guard let known = try await municipality(nis, basis: &basis) else { throw .notFound }
                let agreement = try registration.agreement(now: now)
                let changed = known.adding(agreement)
                try Self.checkRoom(changed)
                let view = MunicipalityView(changed, at: now)
                return try await apply(.agreement(agreement, nis: nis), basis, view, by: registrar.actor, idempotency, now: now)
            }
        }
    }

    /// Ends an agreement before its time. A withdrawal can be brought forward, not put off. It is not judged anew where others change the
    /// register in the same moment: of two at once without a number the second must not end the agreement that follows.
    ///
    /// - Parameters:
    ///   - number: Its place in the list, from 1; `nil`: the one in force on that day, else the next.
    ///   - day: The first day on which it holds no longer, `2026-11-23`; `nil`: today, which is at once.
    package func withdraw(
        number: Int?, of nis: String, on day: String?, by registrar: Registrar
    ) async throws(IssuanceRefusal) -> MunicipalityView {
        try Self.mayChange(registrar)
        let now = clock.now
        var known = try await visible(nis, for: registrar.reach)
        var faults: [FieldFault] = []
        let day = day.map { FieldText.day($0, field: "withdrawn_on", into: &faults) } ?? now.startOfBrusselsDay
        guard let day else { throw .invalid(faults) }
        let index = try Self.index(number, in: known, on: max(day, now))
        let agreement = known.agreements[index]
        if let former = agreement.withdrawnOn, former <= day {
            throw .conflict(detail: "The agreement \(index + 1) was withdrawn on \(former.brusselsDay).")
        }
        try Self.check(day, for: agreement)
        _ = try await commit(.withdrawal(number: index + 1, nis: nis, on: day), MunicipalityBasis(), by: registrar.actor, now: now)
        known.agreements[index].withdrawnOn = day
        return MunicipalityView(known, at: now)
    }

    private static func index(_ number: Int?, in known: Municipality, on day: Instant) throws(IssuanceRefusal) -> Int {
        if let number {
            guard known.agreement(number: number) != nil else {
                let reason = known.agreements.isEmpty ? "There is no agreement." : "Give a number from 1 to \(known.agreements.count)."
                throw .invalid([FieldFault("number", reason)])
            }
            return number - 1
        }
        let standing = known.standing(at: day)
        guard standing.state == .inForce || standing.state == .toCome, let current = standing.current else {
            throw .conflict(detail: known.missingAgreement(at: day) ?? "There is no agreement to withdraw.")
        }
        return current.number - 1
    }

    private static func check(_ day: Instant, for agreement: Agreement) throws(IssuanceRefusal) {
        if day < agreement.signedOn {
            throw .invalid([FieldFault("withdrawn_on", "Lies before the signature of \(agreement.signedOn.brusselsDay).", .beforeSignature)]
            )
        }
        if let until = agreement.validUntil, until <= day {
            throw .invalid([FieldFault("withdrawn_on", "The agreement ends by itself on \(until.brusselsDay).", .endsByItself)])
        }
    }
}

extension Municipality {
    /// With one more agreement, unless it is in the books.
    func adding(_ agreement: Agreement) -> Municipality {
        var changed = self
        if !agreements.contains(agreement) { changed.agreements.append(agreement) }
        return changed
    }
}
