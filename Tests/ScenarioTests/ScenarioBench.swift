import Delivery
import Issuance
import Logging
import Mail
import Queue
import StoreSQLite
import Submission
import TestKit
import Testing

/// A delivery line as in the service: SQLite in a directory of its own, sealed content, libcurl; only rendering is shortened.
final class ScenarioBench: Sendable {
    let clock: ScenarioClock
    let pool: RelayPool
    let store: SQLiteStore
    let line: DeliveryLine
    private let seal: AESGCMSeal
    private let random: SeededRandom
    let folder: SpoolFolder

    /// - Parameters:
    ///   - domains: What domains get at most.
    ///   - folder: A spool that a former run left; a fresh one without it.
    init(
        _ relays: [RelayConfiguration], domains: [DomainLimit] = [], holdsPauses: Bool = false, seed: UInt64 = 1,
        folder: SpoolFolder? = nil
    ) throws {
        clock = ScenarioClock(holdsPauses: holdsPauses)
        random = SeededRandom(seed: seed)
        self.folder = try folder ?? SpoolFolder()
        let folder = self.folder
        let logger = Logger(label: "scenario") { _ in SwiftLogNoOpLogHandler() }
        let keyring = try Keyring(masterKey: Secret(random.bytes(Keyring.masterKeyOctets)))
        seal = AESGCMSeal(keyring: keyring, random: random)
        pool = RelayPool(relays, clock: clock)
        store = try SQLiteStore.open(at: .directory(folder.path), clock: clock, logger: logger, audit: AuditChain(keyring: keyring))
        let services = LineServices(
            store: store, seal: seal, kinds: KindTable(), render: ScenarioMessage.render, clock: clock, random: random, logger: logger,
            pause: clock.pause)
        let (recorder, former) = try FlightRecorder.open(directory: folder.path, bootIdentifier: [1], slots: 256)
        line = DeliveryLine(services: services, pool: pool, recorder: recorder, former: former, domains: domains, besideCodes: nil)
    }

    /// Runs the line while `body` runs, then drains it and closes the store.
    func run(_ body: () async throws -> Void) async throws {
        defer { store.close() }
        let running = Task { try await line.run() }
        do { try await body() } catch {
            running.cancel()
            _ = await running.result
            throw error
        }
        running.cancel()
        try await running.value
    }

    /// Commits codes for these local parts in one transaction, as a burst of requests would be.
    func enqueue(_ localParts: [String], domain: String = ScenarioMessage.domain) async throws -> [QueueID] {
        let entries = try localParts.map { try entry(to: $0, domain: domain) }
        try await store.enqueue(entries)
        return entries.map(\.id)
    }

    /// A place for one among many, different for each seed.
    func place(among count: Int) -> Int { Int(random.next(below: UInt64(count))) }

    /// As an operator does.
    func setPaused(_ isPaused: Bool, _ pause: QueuePause) async throws { try await line.pauses.setPaused(isPaused, pause) }

    private func entry(to localPart: String, domain: String) throws -> QueueEntry {
        let kind = try #require(KindTable()[KindTable.oneTimeCode])
        let id = QueueID(at: clock.now, random: random)
        let recipient = try EmailAddress("\(localPart)@\(domain)")
        let content = QueueContent(recipient: recipient, variables: ["code": .code("123456")])
        return QueueEntry(
            id: id, kind: kind, language: .nl, domain: recipient.domain, municipality: nil,
            sealedContent: try seal.seal(content, id: id), templateVersion: "1", issued: clock.now, expires: clock.now + kind.lifetime)
    }
}

// MARK: What the store says

extension ScenarioBench {
    func message(_ id: QueueID) async throws -> QueueMessage { try #require(try await store.message(id)) }

    func messages(_ ids: [QueueID]) async throws -> [QueueMessage] {
        var found: [QueueMessage] = []
        for id in ids { found.append(try await message(id)) }
        return found
    }

    /// Codes that are held, as the counters say.
    func heldCodes() async throws -> Int? {
        try await store.summary(now: clock.now, minimumLeft: [:]).lanes.first { $0.lane == .code }?.held
    }

    /// The messages in a state, at most 200.
    func messages(in state: QueueState) async throws -> [QueueMessage] {
        try await store.messages(MessageFilter(state: state), after: nil, limit: Limits.pageItems).messages
    }

    func comes(_ id: QueueID, to state: QueueState) async throws -> Bool {
        try await eventually { try await self.message(id).state == state }
    }

    /// Whether so many are in a state, sooner or later.
    func come(_ count: Int, to state: QueueState) async throws -> Bool {
        try await eventually { try await self.messages(in: state).count == count }
    }

    /// Whether all of so many come back to the queue after a look at a relay.
    func allWait(_ count: Int) async throws -> Bool {
        try await eventually {
            let waiting = try await self.messages(in: .queued)
            return waiting.count == count && waiting.allSatisfy { $0.reason != .enqueued }
        }
    }

    /// Whether all that was enqueued was taken, nothing is in the hands of a connection any more, and none looks whether its relay is back: that
    /// look has a deadline too, which time would jump over.
    func nothingMoves() async throws -> Bool {
        try await eventually {
            let untried = try await self.messages(in: .queued).filter { $0.reason == .enqueued }
            let isLeased = try await !self.messages(in: .leased).isEmpty
            return untried.isEmpty && !isLeased && self.pool.status().allSatisfy { $0.breaker != .halfOpen }
        }
    }

    /// The message after it was tried so often and given out of hand.
    func settled(_ id: QueueID, attempts: Int = 1) async throws -> QueueMessage {
        _ = try await eventually {
            let message = try await self.message(id)
            return message.state != .leased && message.attempts.count >= attempts
        }
        return try await message(id)
    }
}
