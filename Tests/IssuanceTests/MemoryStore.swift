import Issuance
import Mail
import Queue
import Synchronization
import TestKit

/// Just enough of a store to test the rules above it; the real drivers have a suite of their own.
final class MemoryStore: QueueStore, IssuanceStore {
    struct Contents: Sendable {
        var municipalities: [String: Municipality] = [:]
        /// What others do to the register right before the next changes of it are committed.
        var meanwhile: [@Sendable (inout Contents) -> Void] = []
        var apiKeys: [APIKey] = []
        var activations: [ActivationID: Activation] = [:]
        var keys: [DigitalKeyID: DigitalKey] = [:]
        var challenges: [CodeID: CodeChallenge] = [:]
        /// In the order of their giving.
        var grants: [PersonGrant] = []
        /// As whom the store knows the person of the next grants, one after the other, whatever grants there are.
        var beforeGive: [Person] = []
        /// Called when the next grant was committed, before its giver learns of it.
        var afterGive: (@Sendable (PersonGrant) async -> Void)?
        /// Addresses of persons that their tokens had.
        var learned: [[UInt8]] = []
        var mails: [QueueEntry] = []
        /// As operators see them.
        var messages: [QueueMessage] = []
        /// What happens when a citizen's records were read.
        var afterRecords: (@Sendable (inout Contents) -> Void)?
        var terms: [IssueTerms] = []
        var activationMails: [ActivationMail] = []
        var challengeMails: [ChallengeMail] = []
        var redemptions: [Redemption] = []
        /// By their token.
        var formerLinks: [[UInt8]: KnownLink] = [:]
        var askings: [AskedLink] = []
        /// By their digest.
        var results: [[UInt8]: (activation: ActivationID, key: DigitalKeyID, expires: Instant)] = [:]
        var takings: [ResultTaking] = []
        var attempts: [VerificationAttempt] = []
        var tokenReads: [[UInt8]] = []
        var filters: [ActivationFilter] = []
        var pairs: [ActivationPair] = []
        var corrections: [AddressCorrection] = []
        /// Charges that were only asked about, and what is answered to each.
        var tried: [[LimitCharge]] = []
        var nextRefusal: LimitRefusal?
        /// Looks for an idempotency record that the issuer made of itself.
        var recordReads = 0
        /// Limits that refused, as the issuer told.
        var limited: [String] = []
        /// What was to be recorded and writes nothing else.
        var acts: [AuditAct] = []
        var erasures: [CitizenErasure] = []
        /// What the next issuance answers instead of committing.
        var next: IssueResult?
        var fault: StoreFault?
    }

    private let state = Mutex(Contents())

    var contents: Contents { state.withLock { $0 } }
    func change(_ change: @Sendable (inout Contents) -> Void) { state.withLock { change(&$0) } }

    func access<Value: Sendable>(_ body: (inout Contents) -> Value) throws(StoreFault) -> Value {
        let result: Result<Value, StoreFault> = state.withLock { contents in
            if let fault = contents.fault { return .failure(fault) }
            return .success(body(&contents))
        }
        return try result.get()
    }

    // MARK: Issuance

    func record(_ act: AuditAct) async throws(StoreFault) { try access { $0.acts.append(act) } }
    func auditEntries(after number: Int64, limit: Int) async throws(StoreFault) -> [AuditEntry] { [] }
    func auditSection(after number: Int64, limit: Int) async throws(StoreFault) -> AuditSection {
        AuditSection(entries: [], checkpoint: nil)
    }
    func citizenRecords(_ citizen: [UInt8]) async throws(StoreFault) -> CitizenRecords {
        try access { contents in
            let keys = contents.keys.values.filter { $0.citizen == citizen }
            let activations = contents.activations.values.filter { $0.citizen == citizen }
            let messages = activations.flatMap(\.mails).compactMap { id in contents.messages.first { $0.id == id } }
            defer { contents.afterRecords?(&contents) }
            return CitizenRecords(
                activations: activations, keys: keys,
                challenges: contents.challenges.values.filter { challenge in keys.contains { $0.id == challenge.key } },
                messages: messages, audit: [])
        }
    }
    func waitingEntries(domain: String, kind: String, after row: Int64, limit: Int) async throws(StoreFault) -> [WaitingEntry] {
        try access { contents in
            contents.mails.enumerated().filter { $0.element.domain == domain && $0.element.kind == kind }.map {
                WaitingEntry(row: Int64($0.offset), id: $0.element.id, sealedContent: $0.element.sealedContent)
            }.filter { $0.row > row }
        }
    }
    func erase(
        _ erasure: CitizenErasure, by actor: AuditActor, now: Instant
    ) async throws(StoreFault) -> (counts: ErasureCounts, entry: AuditEntry) {
        try access { contents in
            contents.erasures.append(erasure)
            let act = AuditAct(by: actor, .erased)
            return (ErasureCounts(), AuditChain.sample.entry(of: act, at: now, after: .beginning))
        }
    }
    func emptyLog() async throws(StoreFault) -> Bool { true }
    func auditPage(_ filter: AuditFilter, before: Int64?, limit: Int) async throws(StoreFault) -> AuditPage {
        AuditPage(entries: [], next: nil)
    }
    func auditCheckpoint() async throws(StoreFault) -> AuditCheckpoint? { nil }
    func auditEnd() async throws(StoreFault) -> AuditEnd { .beginning }

    func apply(
        _ change: MunicipalityChange, basis: MunicipalityBasis, terms: IssueTerms
    ) async throws(StoreFault) -> MunicipalityChangeResult {
        try access { contents in
            if !contents.meanwhile.isEmpty { contents.meanwhile.removeFirst()(&contents) }
            guard basis.read.allSatisfy({ contents.municipalities[$0.key] == $0.value }) else { return .outdated }
            contents.terms.append(terms)
            switch change {
            case .add(let municipality):
                if contents.municipalities[municipality.nis] != nil { return .exists }
                contents.municipalities[municipality.nis] = municipality
            case .put(let municipalities):
                for municipality in municipalities {
                    var changed = municipality
                    changed.agreements = (contents.municipalities[municipality.nis]?.agreements ?? []) + municipality.agreements
                    contents.municipalities[municipality.nis] = changed
                }
            case .agreement(let agreement, let nis): contents.municipalities[nis]?.agreements.append(agreement)
            case .withdrawal(let number, let nis, let day):
                contents.municipalities[nis]?.agreements[number - 1].withdrawnOn = day
            }
            return .committed
        }
    }
    func municipalities(after nis: String?, limit: Int) async throws(StoreFault) -> [Municipality] {
        try access { contents in
            Array(contents.municipalities.values.filter { $0.nis > nis ?? "" }.sorted { $0.nis < $1.nis }.prefix(limit))
        }
    }
    func municipality(nis: String) async throws(StoreFault) -> Municipality? { try access { $0.municipalities[nis] } }
    func municipalities() async throws(StoreFault) -> [Municipality] { try access { Array($0.municipalities.values) } }
    func add(_ key: APIKey, by actor: AuditActor) async throws(StoreFault) { try access { $0.apiKeys.append(key) } }
    func revoke(_ id: APIKeyID, by actor: AuditActor, now: Instant) async throws(StoreFault) -> Bool {
        try access { contents in
            guard let index = contents.apiKeys.firstIndex(where: { $0.id == id && $0.revoked == nil }) else { return false }
            let key = contents.apiKeys[index]
            contents.apiKeys[index] = APIKey(
                id: key.id, name: key.name, scopes: key.scopes, municipality: key.municipality, digest: key.digest,
                created: key.created, revoked: now)
            return true
        }
    }
    func add(_ key: APIKey, terms: IssueTerms) async throws(StoreFault) -> IssueResult {
        try access { contents in
            contents.terms.append(terms)
            if let next = contents.next { return next }
            contents.apiKeys.append(key)
            return .committed
        }
    }
    func apiKeys() async throws(StoreFault) -> [APIKey] { try access { $0.apiKeys } }

    func issue(_ activation: Activation, mail: QueueEntry, terms: IssueTerms) async throws(StoreFault) -> IssueResult {
        try commit(mail, terms) { $0.activations[activation.id] = activation }
    }
    func activation(_ id: ActivationID) async throws(StoreFault) -> Activation? { try access { $0.activations[id] } }
    func activation(token: [UInt8]) async throws(StoreFault) -> Activation? {
        try access { contents in
            contents.tokenReads.append(token)
            return contents.activations.values.first { $0.token == token }
        }
    }
    func resend(_ replacement: ActivationMail, mail: QueueEntry, terms: IssueTerms) async throws(StoreFault) -> IssueResult {
        try commit(mail, terms) { $0.activationMails.append(replacement) }
    }
    func link(token: [UInt8]) async throws(StoreFault) -> KnownLink? {
        try access { contents in
            contents.tokenReads.append(token)
            let newest = contents.activations.values.first { $0.token == token }.map {
                KnownLink(activation: $0, message: $0.message, expires: $0.expires, mayAsk: true)
            }
            return newest ?? contents.formerLinks[token]
        }
    }
    func askAgain(_ asked: AskedLink) async throws(StoreFault) -> IssueResult {
        try access { contents in
            contents.askings.append(asked)
            guard contents.activations[asked.replacement.activation]?.state == .pending else { return .notPending }
            if let next = contents.next { return next }
            contents.mails.append(asked.mail)
            return .committed
        }
    }
    func redeem(_ redemption: Redemption) async throws(StoreFault) -> RedeemResult {
        try access { contents in
            contents.redemptions.append(redemption)
            guard let found = contents.activations.values.first(where: { $0.token == redemption.token }),
                found.code == redemption.code
            else { return .invalid }
            guard found.state(at: redemption.now) == .pending else { return .invalid }
            contents.activations[found.id]?.state = .redeemed
            contents.keys[redemption.key.id] = redemption.key
            contents.mails.append(redemption.notice)
            if let result = redemption.result { contents.results[result.digest] = (found.id, redemption.key.id, result.expires) }
            return .redeemed
        }
    }
    func take(_ taking: ResultTaking) async throws(StoreFault) -> RedeemedActivation? {
        try access { contents in
            contents.takings.append(taking)
            guard let found = contents.results[taking.digest], taking.now < found.expires,
                let activation = contents.activations[found.activation], taking.reach.contains(activation.municipality)
            else { return nil }
            contents.results[taking.digest] = nil
            return RedeemedActivation(
                activationID: activation.id, keyID: found.key, assurance: activation.assurance, languages: activation.languages,
                municipality: activation.municipality)
        }
    }

    func activations(
        _ filter: ActivationFilter, after: ActivationID?, limit: Int, now: Instant
    ) async throws(StoreFault) -> ActivationPage {
        try access { contents in
            contents.filters.append(filter)
            let items = contents.activations.values.map { ActivationPage.Item(activation: $0, messageState: .queued) }
            return ActivationPage(items: items, next: nil)
        }
    }

    func standing(
        of citizen: [UInt8], address: [UInt8], in municipality: String, now: Instant
    ) async throws(StoreFault) -> CitizenStanding {
        try access { contents in
            let pending = contents.activations.values.filter { $0.state == .pending && now < $0.codeExpires }
            let keys = contents.keys.values.filter { $0.revoked == nil }
            return CitizenStanding(
                isAddressOfAnother: pending.contains { $0.address == address && $0.citizen != citizen }
                    || keys.contains { $0.address == address && $0.citizen != citizen },
                isAddressOfOfficer: contents.grants.contains { $0.person.address == address && $0.grant.state(at: now) == .inForce },
                pending: pending.first { $0.citizen == citizen && $0.municipality == municipality }?.id)
        }
    }
    func revoke(_ revocation: Revocation) async throws(StoreFault) -> RevokeResult {
        try access { contents in
            guard let found = contents.activations[revocation.activation] else { return .notFound }
            guard [.pending, .redeemed].contains(found.state) else { return .ended(found.state) }
            contents.activations[found.id]?.state = .revoked
            return .revoked(found.key)
        }
    }
    func reissue(_ pair: ActivationPair, mail: QueueEntry, terms: IssueTerms) async throws(StoreFault) -> IssueResult {
        try commit(mail, terms) { $0.pairs.append(pair) }
    }
    func correct(_ correction: AddressCorrection, notice: QueueEntry, terms: IssueTerms) async throws(StoreFault) -> IssueResult {
        try commit(notice, terms) { contents in
            contents.corrections.append(correction)
            if case .link(_, let mail) = correction.target { contents.mails.append(mail) }
        }
    }
    func idempotency(_ key: [UInt8], now: Instant) async throws(StoreFault) -> IdempotencyRecord? {
        try await idempotency(anyOf: [key], now: now)
    }
    func idempotency(anyOf keys: [[UInt8]], now: Instant) async throws(StoreFault) -> IdempotencyRecord? {
        try access { contents in
            contents.recordReads += 1
            return contents.terms.compactMap(\.idempotency).first { keys.contains($0.key) && now < $0.expires }
        }
    }
    func refusals(of charges: [[LimitCharge]], now: Instant) async throws(StoreFault) -> [LimitRefusal?] {
        try access { contents in
            contents.tried += charges
            return charges.map { _ in contents.nextRefusal }
        }
    }

    func digitalKey(_ id: DigitalKeyID) async throws(StoreFault) -> DigitalKey? { try access { $0.keys[id] } }
    func issue(_ challenge: CodeChallenge, mail: QueueEntry, terms: IssueTerms) async throws(StoreFault) -> IssueResult {
        try commit(mail, terms) { $0.challenges[challenge.id] = challenge }
    }
    func challenge(_ id: CodeID) async throws(StoreFault) -> CodeChallenge? { try access { $0.challenges[id] } }
    func resend(_ replacement: ChallengeMail, mail: QueueEntry, terms: IssueTerms) async throws(StoreFault) -> IssueResult {
        try commit(mail, terms) { $0.challengeMails.append(replacement) }
    }
    func verify(_ attempt: VerificationAttempt) async throws(StoreFault) -> VerifyResult {
        try access { contents in
            contents.attempts.append(attempt)
            guard let found = contents.challenges[attempt.challenge], found.code == attempt.code,
                found.binding == attempt.binding, found.state == .pending, attempt.now < found.expires
            else { return .invalid }
            contents.challenges[found.id]?.state = .verified
            return .verified(found.key)
        }
    }
    func cancel(_ id: CodeID, now: Instant) async throws(StoreFault) -> Bool {
        try access { contents in
            guard contents.challenges[id]?.state == .pending else { return false }
            contents.challenges[id]?.state = .cancelled
            return true
        }
    }

    private func commit(
        _ mail: QueueEntry, _ terms: IssueTerms, _ write: (inout Contents) -> Void
    ) throws(StoreFault) -> IssueResult {
        try access { contents in
            contents.terms.append(terms)
            if let next = contents.next { return next }
            write(&contents)
            contents.mails.append(mail)
            return .committed
        }
    }

    // MARK: Queue (unused by issuance but for `message`)

    func handOver(to receiver: (any LeaseReceiver)?) {}
    func enqueue(_ entries: [QueueEntry]) async throws(StoreFault) { try access { $0.mails += entries } }
    func lease(_ limits: [Lane: Int], owner: LeaseOwner, now: Instant, until: Instant) async throws(StoreFault) -> [Lease] { [] }
    func renew(_ rows: [Int64], owner: LeaseOwner, until: Instant) async throws(StoreFault) -> Set<Int64> { [] }
    func settle(_ settlement: Settlement, completion: @escaping @Sendable (SettleResult) -> Void) { completion(.notLeased) }
    func cancel(_ id: QueueID, reason: Reason, by actor: AuditActor, now: Instant) async throws(StoreFault) -> CancelResult { .notFound }
    func perform(
        _ action: MessageAction, on id: QueueID, minimumLeft: [String: Duration], by actor: AuditActor, now: Instant
    ) async throws(StoreFault) -> MessageActionResult { .notFound }
    func perform(
        _ action: BulkAction, on ids: [QueueID], selection: String, minimumLeft: [String: Duration], by actor: AuditActor, now: Instant
    ) async throws(StoreFault) -> [MessageActionResult] { ids.map { _ in .notFound } }
    func expire(now: Instant, minimumLeft: [String: Duration], limit: Int) async throws(StoreFault) -> Int { 0 }
    func recover(
        owner: LeaseOwner, formerOwners: Bool, marks: FlightMarks, now: Instant, limit: Int
    ) async throws(StoreFault) -> [RecoveredEntry] { [] }
    func giveBack(_ rows: [Int64], owner: LeaseOwner, now: Instant) async throws(StoreFault) {}
    func pauses() async throws(StoreFault) -> Set<QueuePause> { [] }
    func setPaused(_ isPaused: Bool, _ pause: QueuePause, by actor: AuditActor, now: Instant) async throws(StoreFault) {}
    func releasePaused(now: Instant, limit: Int) async throws(StoreFault) -> Int { 0 }
    func oldestUntried(in lane: Lane) async throws(StoreFault) -> Instant? { nil }
    func nextDue(in lanes: Set<Lane>) async throws(StoreFault) -> Instant? { nil }
    func message(_ id: QueueID) async throws(StoreFault) -> QueueMessage? { try access { $0.messages.first { $0.id == id } } }
    func messages(_ filter: MessageFilter, after: QueueID?, limit: Int) async throws(StoreFault) -> MessagePage {
        MessagePage(messages: [], next: nil, rows: 0)
    }
    func summary(now: Instant, minimumLeft: [String: Duration]) async throws(StoreFault) -> QueueSummary { throw .closed }
    func prune(_ edges: RetentionEdges, now: Instant, limit: Int) async throws(StoreFault) -> Int { 0 }
    func checkWritable() async throws(StoreFault) {}
}
