import Issuance
import Mail
import Queue
import Synchronization

/// A store that only keeps what is issued, in memory: for the issuer's own cost, and for entries that are written many at a time.
final class EntryCollector: QueueStore, IssuanceStore {
    private let entries = Mutex<[QueueEntry]>([])

    /// What was issued since the last call.
    func take() -> [QueueEntry] {
        entries.withLock { entries in
            defer { entries = [] }
            return entries
        }
    }

    private func keep(_ mail: QueueEntry) -> IssueResult {
        entries.withLock { $0.append(mail) }
        return .committed
    }

    // MARK: What the issuer asks

    func municipality(nis: String) async throws(StoreFault) -> Municipality? { BenchDesk.municipality }
    func issue(_ activation: Activation, mail: QueueEntry, terms: IssueTerms) async throws(StoreFault) -> IssueResult { keep(mail) }
    func issue(_ challenge: CodeChallenge, mail: QueueEntry, terms: IssueTerms) async throws(StoreFault) -> IssueResult { keep(mail) }
    func add(_ key: APIKey, by actor: AuditActor) async throws(StoreFault) {}
    func enqueue(_ entries: [QueueEntry]) async throws(StoreFault) { for entry in entries { _ = keep(entry) } }

    func standing(
        of citizen: [UInt8], address: [UInt8], in municipality: String, now: Instant
    ) async throws(StoreFault) -> CitizenStanding { CitizenStanding(isAddressOfAnother: false, pending: nil) }

    // MARK: What nobody asks here

    func apply(
        _ change: MunicipalityChange, basis: MunicipalityBasis, terms: IssueTerms
    ) async throws(StoreFault) -> MunicipalityChangeResult { throw .closed }
    func municipalities() async throws(StoreFault) -> [Municipality] { throw .closed }
    func municipalities(after nis: String?, limit: Int) async throws(StoreFault) -> [Municipality] { throw .closed }
    func record(_ act: AuditAct) async throws(StoreFault) { throw .closed }
    func auditEntries(after number: Int64, limit: Int) async throws(StoreFault) -> [AuditEntry] { throw .closed }
    func auditSection(after number: Int64, limit: Int) async throws(StoreFault) -> AuditSection { throw .closed }
    func citizenRecords(_ citizen: [UInt8]) async throws(StoreFault) -> CitizenRecords { throw .closed }
    func waitingEntries(
        domain: String, kind: String, after row: Int64, limit: Int
    ) async throws(StoreFault) -> [WaitingEntry] { throw .closed }
    func erase(
        _ erasure: CitizenErasure, by actor: AuditActor, now: Instant
    ) async throws(StoreFault) -> (counts: ErasureCounts, entry: AuditEntry) { throw .closed }
    func emptyLog() async throws(StoreFault) -> Bool { throw .closed }
    func auditPage(_ filter: AuditFilter, before: Int64?, limit: Int) async throws(StoreFault) -> AuditPage { throw .closed }
    func auditCheckpoint() async throws(StoreFault) -> AuditCheckpoint? { throw .closed }
    func auditEnd() async throws(StoreFault) -> AuditEnd { throw .closed }
    func revoke(_ key: APIKeyID, by actor: AuditActor, now: Instant) async throws(StoreFault) -> Bool { throw .closed }
    func add(_ key: APIKey, terms: IssueTerms) async throws(StoreFault) -> IssueResult { throw .closed }
    func apiKeys() async throws(StoreFault) -> [APIKey] { throw .closed }
    func activation(_ id: ActivationID) async throws(StoreFault) -> Activation? { throw .closed }
    func activation(token: [UInt8]) async throws(StoreFault) -> Activation? { throw .closed }
    func link(token: [UInt8]) async throws(StoreFault) -> KnownLink? { throw .closed }
    func askAgain(_ asked: AskedLink) async throws(StoreFault) -> IssueResult { throw .closed }
    func resend(_ replacement: ActivationMail, mail: QueueEntry, terms: IssueTerms) async throws(StoreFault) -> IssueResult {
        throw .closed
    }
    func activations(
        _ filter: ActivationFilter, after: ActivationID?, limit: Int, now: Instant
    ) async throws(StoreFault) -> ActivationPage { throw .closed }
    func revoke(_ revocation: Revocation) async throws(StoreFault) -> RevokeResult { throw .closed }
    func reissue(_ pair: ActivationPair, mail: QueueEntry, terms: IssueTerms) async throws(StoreFault) -> IssueResult { throw .closed }
    func correct(_ correction: AddressCorrection, notice: QueueEntry, terms: IssueTerms) async throws(StoreFault) -> IssueResult {
        throw .closed
    }
    func idempotency(anyOf keys: [[UInt8]], now: Instant) async throws(StoreFault) -> IdempotencyRecord? { throw .closed }
    func refusals(of charges: [[LimitCharge]], now: Instant) async throws(StoreFault) -> [LimitRefusal?] { throw .closed }
    func redeem(_ redemption: Redemption) async throws(StoreFault) -> RedeemResult { throw .closed }
    func take(_ taking: ResultTaking) async throws(StoreFault) -> RedeemedActivation? { throw .closed }
    func digitalKey(_ id: DigitalKeyID) async throws(StoreFault) -> DigitalKey? { throw .closed }
    func challenge(_ id: CodeID) async throws(StoreFault) -> CodeChallenge? { throw .closed }
    func resend(_ replacement: ChallengeMail, mail: QueueEntry, terms: IssueTerms) async throws(StoreFault) -> IssueResult {
        throw .closed
    }
    func verify(_ attempt: VerificationAttempt) async throws(StoreFault) -> VerifyResult { throw .closed }
    func cancel(_ id: CodeID, now: Instant) async throws(StoreFault) -> Bool { throw .closed }
    func idempotency(_ key: [UInt8], now: Instant) async throws(StoreFault) -> IdempotencyRecord? { throw .closed }

    func handOver(to receiver: (any LeaseReceiver)?) {}
    func lease(_ limits: [Lane: Int], owner: LeaseOwner, now: Instant, until: Instant) async throws(StoreFault) -> [Lease] {
        throw .closed
    }
    func renew(_ rows: [Int64], owner: LeaseOwner, until: Instant) async throws(StoreFault) -> Set<Int64> { throw .closed }
    func settle(_ settlement: Settlement, completion: @escaping @Sendable (SettleResult) -> Void) { completion(.failed) }
    func cancel(_ id: QueueID, reason: Reason, by actor: AuditActor, now: Instant) async throws(StoreFault) -> CancelResult {
        throw .closed
    }
    func perform(
        _ action: MessageAction, on id: QueueID, minimumLeft: [String: Duration], by actor: AuditActor, now: Instant
    ) async throws(StoreFault) -> MessageActionResult { throw .closed }
    func perform(
        _ action: BulkAction, on ids: [QueueID], selection: String, minimumLeft: [String: Duration], by actor: AuditActor, now: Instant
    ) async throws(StoreFault) -> [MessageActionResult] { throw .closed }
    func expire(now: Instant, minimumLeft: [String: Duration], limit: Int) async throws(StoreFault) -> Int { throw .closed }
    func recover(
        owner: LeaseOwner, formerOwners: Bool, marks: FlightMarks, now: Instant, limit: Int
    ) async throws(StoreFault) -> [RecoveredEntry] { throw .closed }
    func giveBack(_ rows: [Int64], owner: LeaseOwner, now: Instant) async throws(StoreFault) { throw .closed }
    func pauses() async throws(StoreFault) -> Set<QueuePause> { throw .closed }
    func setPaused(_ isPaused: Bool, _ pause: QueuePause, by actor: AuditActor, now: Instant) async throws(StoreFault) { throw .closed }
    func releasePaused(now: Instant, limit: Int) async throws(StoreFault) -> Int { throw .closed }
    func nextDue(in lanes: Set<Lane>) async throws(StoreFault) -> Instant? { throw .closed }
    func oldestUntried(in lane: Lane) async throws(StoreFault) -> Instant? { throw .closed }
    func message(_ id: QueueID) async throws(StoreFault) -> QueueMessage? { throw .closed }
    func messages(_ filter: MessageFilter, after: QueueID?, limit: Int) async throws(StoreFault) -> MessagePage { throw .closed }
    func summary(now: Instant, minimumLeft: [String: Duration]) async throws(StoreFault) -> QueueSummary { throw .closed }
    func prune(_ edges: RetentionEdges, now: Instant, limit: Int) async throws(StoreFault) -> Int { throw .closed }
    func checkWritable() async throws(StoreFault) { throw .closed }
}
