import Issuance
import Logging
import Mail
import Queue
import ServiceLifecycle
import Synchronization

/// Changes the seal key while everything goes on, by hand or when it is old enough, finishes a change that was interrupted, and drops former keys.
///
/// The order makes each step safe to be killed after: the key is on disk, then it seals, then all is sealed again, then the database
/// knows it, then the keys that nothing is under are dropped. A start that finds another key than the database knows goes on there.
final class SealRotation: Service {
    struct State {
        var status: SealStatus?
        /// The key that all was under at the look before: a whole interval lies between the end of a change and the end of its former key.
        var settled: UInt32?
        /// Told once, until it works again.
        var isFailing = false
    }

    let storage: SealKeyStorage
    let keys: SealKeys
    let store: any ResealStore
    let logger: Logger
    let resealer: Resealer
    let state = Mutex(State())
    private let policy: SealPolicy
    private let clock: any TimeSource
    private let random: any RandomSource
    private let pause: @Sendable (Duration) async throws -> Void

    /// Between two looks at what is to be done. A request takes less from the sealing of its box to the commit.
    private static let interval: Duration = .seconds(60)
    /// After a fault of the store or of the file: the first wait, and the longest.
    private static let (firstWait, longestWait): (Duration, Duration) = (.seconds(1), .seconds(60))

    init(
        storage: SealKeyStorage, keys: SealKeys, store: any ResealStore, policy: SealPolicy, clock: any TimeSource,
        random: any RandomSource, logger: Logger, pause: @escaping @Sendable (Duration) async throws -> Void
    ) {
        self.storage = storage
        self.keys = keys
        self.store = store
        self.policy = policy
        self.clock = clock
        self.random = random
        self.logger = logger
        self.pause = pause
        resealer = Resealer(store: store, seal: AESGCMSeal(keys: keys, random: random), pause: pause)
    }

    /// Finishes what a former run began, and looks once a minute whether something is to be done.
    func run() async throws {
        if storage.given != nil, policy.rotateEvery > .zero {
            logger.notice("the seal key is changed by hand: it is the environment's, and seal.rotate_every has no effect")
        }
        await cancelWhenGracefulShutdown { [self] in
            if await begin() { await reseal(by: .service) }
            while !Task.isCancelled {
                do { try await pause(Self.interval) } catch { return }
                await look()
            }
        }
    }

    /// One look: finishes a change, drops former keys that nothing is under, changes a key that is old enough.
    func look() async {
        if await begin() { return await reseal(by: .service) }
        await settle()
        await rotateWhenDue()
    }

    /// Begins with a fresh key, and seals all again in the background.
    ///
    /// - Throws: `conflict` while another change is under way, or where the file cannot be written.
    func rotate() throws(AdministrationFault) -> SealStatus {
        let begun = try change()
        Task { await reseal(by: .localOperator) }
        return begun
    }

    /// How the last change stands, since when the key seals, and when the next one follows.
    func status() async -> SealStatus {
        var status = state.withLock { $0.status } ?? SealStatus(key: running.key, state: .done)
        status.formerKeys = ((try? storage.file().keys.count) ?? 1) - 1
        guard let under = try? await store.sealedUnder(), under.key == keys.sealKeyID else { return status }
        status.since = under.since?.rfc3339
        guard isByItself else { return status }
        status.nextRotation = ((under.since ?? clock.now) + policy.rotateEvery).rfc3339
        return status
    }

    /// Whether keys are changed without anybody's command.
    private var isByItself: Bool { policy.rotateEvery > .zero && storage.given == nil }

    private var running: SealStatus { SealStatus(key: Self.name(keys.sealKeyID), state: .running) }

    static func name(_ key: UInt32) -> String {
        Hexadecimal.text([24, 16, 8, 0].map { UInt8(truncatingIfNeeded: key >> UInt32($0)) })
    }

    private func change() throws(AdministrationFault) -> SealStatus {
        let begun = try state.withLock { state throws(AdministrationFault) in
            guard state.status?.state != .running else {
                throw .conflict("the seal key is being changed already; 'seal status' shows how far it is")
            }
            do throws(StartFault) { keys.use(try storage.rotate(random: random)) } catch { throw .conflict(error.description) }
            state.status = running
            return running
        }
        logger.notice("seal key changed", metadata: ["seal.key": "\(begun.key)"])
        return begun
    }

    /// Whether there is something to finish; then it is marked as running. What was refused waits for the next start.
    private func begin() async -> Bool {
        do throws(StoreFault) {
            guard try await store.sealedUnder()?.key != keys.sealKeyID else { return false }
        } catch {
            tell(error, "the seal key in use could not be read")
            return false
        }
        return state.withLock { state in
            guard state.status.map({ $0.state == .done }) ?? true else { return false }
            state.status = running
            return true
        }
    }

    private func rotateWhenDue() async {
        guard isByItself else { return }
        do {
            // One that did not come to its end is no reason for the next.
            guard let under = try await store.sealedUnder(), under.key == keys.sealKeyID,
                under.isDue(at: clock.now, every: policy.rotateEvery)
            else { return }
            _ = try change()
        } catch {
            return tell(error, "the seal key could not be changed; tried again in a minute")
        }
        await reseal(by: .service)
    }

    /// Seals all again; a fault of the store or of the file is waited for, until it is over or the service stops.
    private func reseal(by actor: AuditActor) async {
        var wait = Self.firstWait
        while true {
            do {
                return try await pass(by: actor)
            } catch let missing as MissingSealKey {
                return refuse(missing.description)
            } catch StoreFault.closed {
                return refuse(Self.brokenOff)
            } catch {
                tell(error, "sealing again was interrupted; it goes on by itself")
                do { try await pause(wait) } catch { return refuse(Self.brokenOff) }
                wait = min(wait * 2, Self.longestWait)
            }
        }
    }

    private static let brokenOff = "broken off; the next start of the service goes on"

    private func pass(by actor: AuditActor) async throws {
        let key = keys.sealKeyID
        let tally = try await resealer.run { [self] tally in state.withLock { $0.status?.count(tally) } }
        // The key that is missing may come back: until then nothing is finished and no key is dropped.
        guard tally.missingKey == 0 else { throw MissingSealKey(boxes: tally.missingKey) }
        try await store.setSealedUnder(key, by: actor)
        try storage.complete()
        if policy.isAlone { try await dropFormer(than: key) }
        state.withLock {
            $0.isFailing = false
            $0.status = SealStatus(key: Self.name(key), state: .done, resealed: tally.resealed, unreadable: tally.unreadable)
        }
        logger.notice(
            "all is sealed under the key in use",
            metadata: ["seal.key": "\(Self.name(key))", "seal.resealed": "\(tally.resealed)", "seal.unreadable": "\(tally.unreadable)"])
    }

    /// Nothing is lost: the former keys still open.
    private func refuse(_ detail: String) {
        state.withLock { $0.status = SealStatus(key: Self.name(keys.sealKeyID), state: .refused, detail: detail) }
        logger.error("sealing again did not come to its end", metadata: ["seal.detail": "\(detail)"])
    }
}
