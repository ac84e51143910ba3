import API
import Console
import Delivery
import Issuance
import Mail
import Queue

/// Administration at the store itself: inside the service, or offline while no service holds the directory.
struct StoreAdministration: Administration {
    let store: any QueueStore & IssuanceStore & RestoreStore
    let apiKeys: APIKeyRegistry
    let grantRegistry: GrantRegistry
    let kinds: KindTable
    let clock: any TimeSource
    /// Empty while no service runs.
    let relays: @Sendable () -> [RelayStatus]
    /// `nil` while no service runs.
    let pauses: (any PauseControlling)?
    let backups: BackupRunner
    let seal: SealRotation
    let citizens: CitizenRegister
    /// `nil` while no service runs.
    let templates: TemplateReload?
    /// `nil` while no service runs.
    let brands: MunicipalityBrands?
    /// What is wrong with the issuer's keys; `nil`: nothing, or no service runs.
    let signIn: @Sendable () -> String?
    /// `nil` without an issuer on this machine, and while no service runs.
    var links: SignInLinks?

    func startBackup(_ request: BackupRequest) async throws -> BackupStatus { try backups.start(request) }

    func backupStatus() async throws -> BackupStatus { try backups.status() }

    func rotateSeal() async throws -> SealStatus { try seal.rotate() }

    func sealStatus() async throws -> SealStatus { await seal.status() }

    func reloadTemplates() async throws -> ReloadedTemplates {
        guard let templates else { throw AdministrationFault.conflict("no service runs; its start reads the texts anyway") }
        return try await templates.reload(by: .localOperator)
    }

    func createKey(_ request: CreateKey) async throws -> CreatedKey {
        let registration = APIKeyRegistration(name: request.name, scopes: request.scopes, municipality: request.municipality)
        let checked: APIKeyRegistration.Checked
        do { checked = try registration.checked() } catch { throw AdministrationFault(error) }
        if let nis = request.municipality, try await store.municipality(nis: nis) == nil {
            throw AdministrationFault.notFound("municipality: \(nis) is not registered; add it first with 'municipality add'")
        }
        let (key, text) = try await apiKeys.create(
            name: checked.name, scopes: checked.scopes, municipality: request.municipality, by: .localOperator)
        return CreatedKey(id: key.id.description, key: text.revealText())
    }

    func keys() async throws -> [KeyRow] {
        try await store.apiKeys().map { key in
            KeyRow(
                id: key.id.description, name: key.name, scopes: key.scopes.map(\.rawValue).sorted(), municipality: key.municipality,
                createdAt: key.created.rfc3339, revokedAt: key.revoked?.rfc3339)
        }
    }

    func revokeKey(id: String) async throws {
        guard let key = APIKeyID(id), try await apiKeys.revoke(key, by: .localOperator) else {
            throw AdministrationFault.notFound("\(id): no such key, or it is revoked already; 'key list' shows them")
        }
    }

    func queueStatus() async throws -> QueueStatus {
        let summary = try await store.summary(now: clock.now, minimumLeft: kinds.kinds.mapValues(\.minimumLeft))
        let paused = await PauseOperations.sorted(pauses?.pauses ?? [])
        return QueueStatus(
            lanes: summary.lanes.map {
                .init(
                    lane: $0.lane.rawValue, queued: $0.queued, leased: $0.leased, held: $0.held,
                    oldestAgeS: $0.oldestAge.map(\.secondsAsDouble), willExpire: $0.willExpire)
            },
            relays: relays().map {
                .init(
                    name: $0.name, breaker: $0.standing, reason: $0.reason?.rawValue, priority: $0.priority, weight: $0.weight,
                    connections: $0.connections, concurrency: $0.concurrency, inFlight: $0.inFlight, plain: $0.isPlain,
                    bare: $0.isBare)
            },
            totals: Dictionary(uniqueKeysWithValues: summary.totals.map { ($0.key.rawValue, $0.value) }),
            paused: PauseList(paused).paused, signIn: signIn())
    }

    func messages(_ query: MessageQuery) async throws -> MessageList {
        let filter = MessageFilter(
            state: try query.state.map { try Self.parse(QueueState.self, $0, "state") }, kind: try query.kind.map(known),
            lane: try query.lane.map { try Self.parse(Lane.self, $0, "lane") }, domain: try query.domain.map(Self.domain),
            reason: try query.reason.map { try Self.parse(Reason.self, $0, "reason") },
            issuedBefore: try query.issuedBefore.map(Self.instant))
        let after = try query.cursor.map { text in
            guard let id = QueueID(text) else { throw AdministrationFault.invalid("cursor: give the cursor of the page before") }
            return id
        }
        let page = try await store.messages(filter, after: after, limit: min(max(1, query.limit), Limits.pageItems))
        return MessageList(messages: page.messages.map(Self.row), cursor: page.next?.description)
    }

    /// A kind that nobody has would match nothing and look as if nothing were there.
    private func known(_ kind: String) throws -> String {
        guard kinds[kind] == nil else { return kind }
        throw AdministrationFault.invalid("kind: give one of \((kinds.kinds.keys + [KindTable.canary]).sorted().joined(separator: ", "))")
    }

    private static func instant(_ text: String) throws -> Instant {
        var faults: [FieldFault] = []
        guard let instant = FieldFault.instant(text, "issued_before", &faults) else { throw AdministrationFault(Problem.invalid(faults)) }
        return instant
    }

    private static func domain(_ text: String) throws -> String {
        do { return try DomainName.toASCII(text) } catch {
            throw AdministrationFault.invalid("domain: this is no domain of an e-mail address: \(error.advice)")
        }
    }

    func message(id: String) async throws -> MessageRow {
        guard let queueID = QueueID(id), let message = try await store.message(queueID) else {
            throw AdministrationFault.notFound("\(id): no such message; 'queue list' shows them")
        }
        return Self.row(message)
    }

    func setPaused(_ request: PauseChange) async throws -> PauseList {
        guard let pauses else { throw AdministrationFault.conflict("no service runs; start it first") }
        do {
            let operations = PauseOperations(control: pauses, relays: relays().map(\.name))
            return PauseList(try await operations.setPaused(request.paused, request.names, by: .localOperator))
        } catch let problem as Problem {
            throw AdministrationFault(problem)
        }
    }

    func act(_ request: MessageAct) async throws -> MessageRow {
        let id = request.id
        guard let queueID = QueueID(id) else { throw AdministrationFault.notFound("\(id): not a message id (msg_…)") }
        do {
            let operations = MessageOperations(queue: store, kinds: kinds, clock: clock)
            return Self.row(try await operations.perform(request.action, on: queueID, by: .localOperator))
        } catch let problem as Problem where problem.code == .notFound {
            throw AdministrationFault.notFound("\(id): no such message; 'queue list' shows them")
        } catch let problem as Problem {
            throw AdministrationFault(problem: problem.code.rawValue, detail: "\(id): \(problem.detail)")
        }
    }

    func actOnMany(_ request: BulkAct) async throws -> BulkAnswer {
        let cursor = try request.cursor.map { text in
            guard let id = QueueID(text) else { throw AdministrationFault.invalid("cursor: give the cursor of the part before") }
            return id
        }
        let bulk = BulkRequest(
            action: request.action, selection: request.selection, isTrial: request.isTrial, cursor: cursor, limit: request.limit)
        do {
            let operations = MessageOperations(queue: store, kinds: kinds, clock: clock)
            return BulkAnswer(try await operations.perform(bulk, reach: .everywhere, by: .localOperator))
        } catch let problem as Problem {
            throw AdministrationFault(problem)
        }
    }
}

extension StoreAdministration {
    static let scopeNames = APIKey.Scope.ofKeys.map(\.rawValue).joined(separator: ", ")

    static func parse<Value: RawRepresentable<String> & CaseIterable>(
        _ type: Value.Type, _ text: String, _ field: String
    ) throws -> Value {
        guard let value = Value(rawValue: text) else {
            throw AdministrationFault.invalid("\(field): give one of \(Value.allCases.map(\.rawValue).joined(separator: ", "))")
        }
        return value
    }

    static func row(_ message: QueueMessage) -> MessageRow {
        MessageRow(
            id: message.id.description, kind: message.kind, lane: message.lane.rawValue, language: message.languages.main.rawValue,
            languages: message.languages.blocks.map(\.rawValue), domain: message.domain, municipality: message.municipality,
            state: message.state.rawValue,
            reason: message.reason.rawValue, attempt: message.attempt, issuedAt: message.issued.rfc3339,
            dueAt: message.due.rfc3339, expiresAt: message.expires.rfc3339, finishedAt: message.finished?.rfc3339,
            attempts: message.attempts.map { attempt in
                .init(
                    n: attempt.number, at: attempt.at.rfc3339, relay: attempt.relay, stage: attempt.stage?.rawValue,
                    reply: attempt.reply.map { reply in
                        [reply.code.description, reply.enhanced?.description, reply.text].compactMap { $0 }.joined(separator: " ")
                    },
                    outcome: attempt.outcome, reason: attempt.reason.rawValue, rule: attempt.rule)
            })
    }
}
