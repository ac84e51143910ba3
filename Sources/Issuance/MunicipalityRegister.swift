package import Mail
import Queue

/// The register of municipalities and their agreements: what is asked is checked, and each change is one transaction.
package struct MunicipalityRegister: Sendable {
    let store: any MunicipalityStore & IdempotencyStore
    let clock: any TimeSource
    /// For the records of `Idempotency-Key`; `nil` where no caller can send one.
    let keyring: Keyring?
    /// After each commit, before it is answered: what is kept in memory of municipalities is read again.
    let onChange: @Sendable () async -> Void

    package init(
        store: any MunicipalityStore & IdempotencyStore, clock: any TimeSource, keyring: Keyring? = nil,
        onChange: @escaping @Sendable () async -> Void = {}
    ) {
        self.store = store
        self.clock = clock
        self.keyring = keyring
        self.onChange = onChange
    }

    /// Registers a new one.
    ///
    /// - Throws: A registrar who is limited to municipalities, wrong fields (all at once), then what the store finds.
    package func add(
        _ registration: MunicipalityRegistration, by registrar: Registrar, idempotency: IdempotencyRequest<MunicipalityView>?
    ) async throws(IssuanceRefusal) -> Answer<MunicipalityView> {
        try Self.mayChange(registrar)
        return try await answeredBefore(idempotency) { () async throws(IssuanceRefusal) in
            try await upToDate { () async throws(IssuanceRefusal) in
                let now = clock.now
                var basis = MunicipalityBasis()
                let municipality = try await checked(registration, known: nil, basis: &basis, now: now)
                let view = MunicipalityView(municipality, at: now)
                return try await apply(.add(municipality), basis, view, by: registrar.actor, idempotency, now: now)
            }
        }
    }

    /// Changes a registered one; what is left out stays, as do its agreements and what others change in the same moment.
    ///
    /// - Throws: A registrar who is limited to municipalities, ``IssuanceRefusal/notFound``, wrong fields (all at once).
    package func change(
        _ registration: MunicipalityRegistration, by registrar: Registrar
    ) async throws(IssuanceRefusal) -> MunicipalityView {
        try Self.mayChange(registrar)
        return try await put(registration, mustBeRegistered: true, by: registrar.actor)
    }

    /// Registers or changes one: a command at the machine.
    package func put(_ registration: MunicipalityRegistration) async throws(IssuanceRefusal) -> MunicipalityView {
        try await put(registration, mustBeRegistered: false, by: .localOperator)
    }

    private func put(
        _ registration: MunicipalityRegistration, mustBeRegistered: Bool, by actor: AuditActor
    ) async throws(IssuanceRefusal) -> MunicipalityView {
        try await upToDate { () async throws(IssuanceRefusal) in
            let now = clock.now
            var basis = MunicipalityBasis()
            let known = try await municipality(registration.nis, basis: &basis)
            if mustBeRegistered, known == nil { throw .notFound }
            let municipality = try await checked(registration, known: known, basis: &basis, now: now)
            var change = municipality
            // Of the agreements a change holds those to add.
            change.agreements.removeAll { known?.agreements.contains($0) == true }
            guard try await commit(.put([change]), basis, by: actor, now: now) else { return nil }
            return MunicipalityView(municipality, at: now)
        }
    }

    /// One municipality; another's is as good as none.
    package func show(_ nis: String, within reach: Reach) async throws(IssuanceRefusal) -> MunicipalityView {
        MunicipalityView(try await visible(nis, for: reach), at: clock.now)
    }

    /// Municipalities by NIS code, and where the next page begins.
    package func page(
        after nis: String?, limit: Int, within reach: Reach
    ) async throws(IssuanceRefusal) -> (municipalities: [MunicipalityView], next: String?) {
        let found = try await pageItems(after: nis, limit: limit + 1, within: reach)
        let now = clock.now
        let page = found.prefix(limit).map { MunicipalityView($0, at: now) }
        return (page, found.count > limit ? page.last?.municipality.nis : nil)
    }

    private func pageItems(after nis: String?, limit: Int, within reach: Reach) async throws(IssuanceRefusal) -> [Municipality] {
        guard case .municipalities(let codes) = reach else {
            return try await Self.stored { () async throws(StoreFault) in try await store.municipalities(after: nis, limit: limit) }
        }
        var found: [Municipality] = []
        for code in codes.sorted() where code > nis ?? "" && found.count < limit {
            if let municipality = try await municipality(code) { found.append(municipality) }
        }
        return found
    }
}
