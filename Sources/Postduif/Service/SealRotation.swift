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
    let policy: SealPolicy
    private let clock: any TimeSource
    private let random: any RandomSource
    let pause: @Sendable (Duration) async throws -> Void

    /// Between two looks at what is to be done. A request takes less from the sealing of its box to the commit.
    private static let interval: Duration = .seconds(60)

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
            do throws(StartFault) {
                keys.use(try storage.rotate(from: keys.sealKeyID, random: random))
            } catch {
                // The fresh key may be in front for all that: nobody knows whether that would outlast a power cut, so the former one goes on
                // to seal, both open, and no key is dropped before the next change brings it to disk.
                state.settled = nil
                throw .conflict(error.description)
            }
            state.status = running
            return running
        }
        logger.notice("seal key changed", metadata: ["seal.key": "\(begun.key)"])
        return begun
    }

    /// Whether there is something to finish; then it is marked as running. What was refused waits for the next start.
    private func begin() async -> Bool {
        do throws(StoreFault) {
            guard let under = try await store.sealedUnder(), under.key == keys.sealKeyID else { return mark() }
            // From before this was kept: it counts from now on.
            if under.since == nil { try await store.setSealedUnder(under.key, by: .service) }
            return false
        } catch {
            tell(error, "the seal key in use could not be read")
            return false
        }
    }

    private func mark() -> Bool {
        state.withLock { state in
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
}
