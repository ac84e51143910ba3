import Issuance
import Logging
import Queue
import Synchronization

/// All sealed again under the key in use, and the file after it.
extension SealRotation {
    /// After a fault of the store or of the file: the first wait, and the longest.
    private static let (firstWait, longestWait): (Duration, Duration) = (.seconds(1), .seconds(60))

    /// Each step is tried until it is done or the service stops; a fault that only a person can end ends it.
    func reseal(by actor: AuditActor) async {
        do {
            let key = keys.sealKeyID
            let former = try await untilDone { [self] in try await store.sealedUnder()?.key }
            let tally = try await untilDone { [self] in try await sealAgain(under: key, by: actor) }
            try await untilDone { [self] in try storage.complete(under: key, former: former, known: keys.names) }
            if policy.isAlone { try await untilDone { [self] in try await dropFormer(than: key) } }
            end(under: key, tally)
        } catch let missing as MissingSealKey {
            refuse(missing.description)
        } catch let fault as StartFault {
            refuse("all is sealed under the key in use, and former ones stay in the file: \(fault.description)")
        } catch {
            refuse("broken off; the next start of the service goes on")
        }
    }

    private func untilDone<Answer: Sendable>(_ step: @Sendable () async throws -> Answer) async throws -> Answer {
        var wait = Self.firstWait
        while true {
            do {
                return try await step()
            } catch {
                guard Self.isPassing(error) else { throw error }
                tell(error, "sealing again was interrupted; it goes on by itself")
                try await pause(wait)
                wait = min(wait * 2, Self.longestWait)
            }
        }
    }

    private static func isPassing(_ error: any Error) -> Bool {
        switch error {
        case is MissingSealKey, is CancellationError, StoreFault.closed: false
        case let fault as StartFault: !fault.isLasting
        default: true
        }
    }

    private func sealAgain(under key: UInt32, by actor: AuditActor) async throws -> Resealer.Tally {
        let tally = try await resealer.run { [self] tally in state.withLock { $0.status?.count(tally) } }
        // The key that is missing may come back: until then nothing is finished and no key is dropped.
        guard tally.missingKey == 0 else { throw MissingSealKey(boxes: tally.missingKey) }
        try await store.setSealedUnder(key, by: actor)
        return tally
    }

    private func end(under key: UInt32, _ tally: Resealer.Tally) {
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
