package import Mail
package import Queue

/// Shows and erases what is held about the citizen with a number.
///
/// The number is checked, turned into an HMAC and forgotten, as at an issuance. Both leave an entry in the audit log that names nobody.
package struct CitizenRegister: Sendable {
    let store: any QueueStore & IssuanceStore
    let seal: any Seal
    let keyring: Keyring
    /// Whose mails limits count apart.
    let kinds: [String]
    let clock: any TimeSource

    /// Readers are in the way for milliseconds; a backup is for longer.
    private static let emptyings = 10

    package init(
        store: any QueueStore & IssuanceStore, seal: any Seal, keyring: Keyring, kinds: KindTable, clock: any TimeSource
    ) {
        self.store = store
        self.seal = seal
        self.keyring = keyring
        self.kinds = kinds.kinds.keys.sorted()
        self.clock = clock
    }

    /// - Throws: ``IssuanceRefusal/invalid(_:)`` for what is no number; ``IssuanceRefusal/unavailable(_:)``.
    package func export(_ number: Secret, by actor: AuditActor) async throws(IssuanceRefusal) -> CitizenExport {
        let now = clock.now
        let records = try await records(of: hmac(number, now: now))
        let counts = [
            AuditWord("activations", records.activations.count), AuditWord("digital_keys", records.keys.count),
            AuditWord("codes", records.challenges.count),
        ]
        try await stored { () async throws(StoreFault) in
            try await store.record(AuditAct(by: actor, .exported, details: counts))
        }
        return CitizenExport(
            at: now,
            activations: records.activations.map { .init(activation: $0, state: $0.state(at: now), address: address(of: $0)) },
            keys: records.keys.map { .init(key: $0, address: address(of: $0)) }, codes: records.challenges,
            messages: records.messages, audit: records.audit)
    }

    /// Erases, and empties the write-ahead log. Who erases nothing gets a receipt too.
    ///
    /// - Throws: As ``export(_:by:)``.
    package func erase(_ number: Secret, by actor: AuditActor) async throws(IssuanceRefusal) -> ErasureReceipt {
        let now = clock.now
        let citizen = try hmac(number, now: now)
        let records = try await records(of: citizen)
        let erasure = CitizenErasure(
            citizen: citizen, challenges: records.challenges.map(\.id), mailboxes: try await mailboxes(of: records),
            triesSubjects: records.keys.map { keyring.triesSubject(CodeTarget.subject(of: $0.id)) })
        let done = try await stored { () async throws(StoreFault) in try await store.erase(erasure, by: actor, now: now) }
        return ErasureReceipt(counts: done.counts, entry: done.entry, isLogEmpty: await emptyLog())
    }

    // MARK: Steps

    private func hmac(_ number: Secret, now: Instant) throws(IssuanceRefusal) -> [UInt8] {
        do { return keyring.hmac(.citizen, try CitizenNumber(number, now: now).digits.reveal()) } catch {
            throw .invalid([FieldFault("citizen_number", error.advice)])
        }
    }

    private func records(of citizen: [UInt8]) async throws(IssuanceRefusal) -> CitizenRecords {
        try await stored { () async throws(StoreFault) in try await store.citizenRecords(citizen) }
    }

    private func emptyLog() async -> Bool {
        for _ in 0..<Self.emptyings {
            if (try? await store.emptyLog()) == true { return true }
        }
        return false
    }

    func address(of activation: Activation) -> String? { opened(activation.sealedAddress, activation.id.bytes) }

    func address(of key: DigitalKey) -> String? { opened(key.sealedAddress, key.id.bytes) }

    private func opened(_ box: [UInt8], _ context: [UInt8]) -> String? {
        guard !box.isEmpty, let text = try? seal.open(box, context: context) else { return nil }
        return String(decoding: text, as: UTF8.self)
    }

    func stored<Value: Sendable>(
        _ ask: () async throws(StoreFault) -> Value
    ) async throws(IssuanceRefusal) -> Value {
        do { return try await ask() } catch { throw .unavailable(error) }
    }
}

extension Issuer {
    /// The same store and keys, for what is held about a citizen.
    package var citizens: CitizenRegister {
        CitizenRegister(store: store, seal: seal, keyring: keyring, kinds: kinds, clock: clock)
    }
}
