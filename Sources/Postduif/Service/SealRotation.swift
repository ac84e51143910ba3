import Issuance
import Logging
import Mail
import Queue
import ServiceLifecycle
import Synchronization

/// Changes the seal key while everything goes on, and finishes a change that was interrupted.
///
/// The order makes each step safe to be killed after: the key is on disk, then it seals, then all is sealed again, then the database
/// knows it, then the keys that nothing is under are dropped. A start that finds another key than the database knows goes on there.
final class SealRotation: Service {
    private let storage: SealKeyStorage
    private let keys: SealKeys
    private let store: any ResealStore
    private let random: any RandomSource
    private let logger: Logger
    private let resealer: Resealer
    private let last = Mutex<SealStatus?>(nil)

    init(
        storage: SealKeyStorage, keys: SealKeys, store: any ResealStore, random: any RandomSource, logger: Logger,
        pause: @escaping @Sendable (Duration) async throws -> Void
    ) {
        self.storage = storage
        self.keys = keys
        self.store = store
        self.random = random
        self.logger = logger
        resealer = Resealer(store: store, seal: AESGCMSeal(keys: keys, random: random), pause: pause)
    }

    /// Finishes what a former run began, and waits for the end of the service.
    func run() async throws {
        await cancelWhenGracefulShutdown { [self] in
            if await begin() { await reseal(by: .service) }
            try? await gracefulShutdown()
        }
    }

    /// Begins with a fresh key, and seals all again in the background.
    ///
    /// - Throws: `conflict` while another change is under way, or where the file cannot be written.
    func rotate() throws(AdministrationFault) -> SealStatus {
        try last.withLock { last throws(AdministrationFault) in
            guard last?.state != .running else {
                throw .conflict("the seal key is being changed already; 'seal status' shows how far it is")
            }
            do throws(StartFault) { keys.use(try storage.rotate(random: random)) } catch { throw .conflict(error.description) }
            last = running
        }
        logger.notice("seal key changed", metadata: ["seal.key": "\(running.key)"])
        Task { await reseal(by: .localOperator) }
        return running
    }

    /// How the last change stands.
    func status() -> SealStatus { last.withLock { $0 } ?? SealStatus(key: running.key, state: .done) }

    private var running: SealStatus { SealStatus(key: Self.name(keys.sealKeyID), state: .running) }

    private static func missingKey(_ count: Int) -> String {
        "\(count) boxes are under a key that is not there; put it back behind the others, and start the service again"
    }

    private static func name(_ key: UInt32) -> String {
        Hexadecimal.text([24, 16, 8, 0].map { UInt8(truncatingIfNeeded: key >> UInt32($0)) })
    }

    /// Whether there is something to finish; then it is marked as running.
    private func begin() async -> Bool {
        do throws(StoreFault) {
            guard try await store.sealedUnder() != keys.sealKeyID else { return false }
        } catch {
            logger.error("the seal key in use could not be read", metadata: ["store.fault": "\(error.metricLabel)"])
            return false
        }
        return last.withLock { last in
            guard last?.state != .running else { return false }
            last = running
            return true
        }
    }

    private func reseal(by actor: AuditActor) async {
        let key = keys.sealKeyID
        do {
            let tally = try await resealer.run { [self] tally in last.withLock { $0?.count(tally) } }
            // The key that is missing may come back: until then nothing is finished and no key is dropped.
            guard tally.missingKey == 0 else { throw StartFault(Self.missingKey(tally.missingKey)) }
            try await store.setSealedUnder(key, by: actor)
            try storage.complete(random: random)
            last.withLock { $0 = SealStatus(key: Self.name(key), state: .done, resealed: tally.resealed, unreadable: tally.unreadable) }
            logger.notice(
                "all is sealed under the key in use",
                metadata: ["seal.key": "\(Self.name(key))", "seal.resealed": "\(tally.resealed)", "seal.unreadable": "\(tally.unreadable)"])
        } catch {
            // Nothing is lost: the former keys still open, and the next start goes on.
            let detail = (error as? StartFault)?.description ?? "broken off; the next start of the service goes on"
            last.withLock { $0 = SealStatus(key: Self.name(key), state: .refused, detail: detail) }
            if !(error is CancellationError) { logger.error("sealing again was broken off", metadata: ["seal.detail": "\(detail)"]) }
        }
    }
}

extension SealStatus {
    fileprivate mutating func count(_ tally: Resealer.Tally) {
        resealed = tally.resealed
        unreadable = tally.unreadable
    }
}
