import Issuance
import Logging
import Queue
import Synchronization

/// The end of former keys.
extension SealRotation {
    /// Drops them from the file where all was under the key in use at the look before, and nothing else is found now either.
    func settle() async {
        let key = keys.sealKeyID
        do {
            guard isSettled(key), try storage.hasFormer(under: key, known: keys.names) else { return }
            try await dropFormer(than: key)
            state.withLock { $0.isFailing = false }
        } catch let missing as MissingSealKey {
            leave(missing.description)
        } catch let fault as StartFault where fault.isLasting {
            leave(fault.description)
        } catch {
            tell(error, "former seal keys could not be dropped; tried again in a minute")
        }
    }

    /// What was sealed under one of them in the instant of the change and written later is found here, and waits for the next look.
    func dropFormer(than key: UInt32) async throws {
        let tally = try await resealer.run()
        guard tally.missingKey == 0 else { throw MissingSealKey(boxes: tally.missingKey) }
        guard tally.found == 0 else { return }
        // Under the lock of a change: each of them writes the file anew.
        try state.withLock { _ in
            guard keys.sealKeyID == key else { return }
            try storage.settle(under: key, known: keys.names)
        }
    }

    /// They stay until the next change or the next start: no look each minute in vain.
    private func leave(_ detail: String) {
        let isLeft = state.withLock { state in
            guard state.status?.state != .running else { return false }
            state.status = SealStatus(key: Self.name(keys.sealKeyID), state: .refused, detail: detail)
            return true
        }
        if isLeft { logger.error("former seal keys stay in the file", metadata: ["seal.detail": "\(detail)"]) }
    }

    private func isSettled(_ key: UInt32) -> Bool {
        state.withLock { state in
            // Neither while one is under way, nor where one could not come to its end.
            guard state.status.map({ $0.state == .done }) ?? true else {
                state.settled = nil
                return false
            }
            defer { state.settled = key }
            return state.settled == key
        }
    }

    /// Once, until something works again. A service that stops is no fault.
    func tell(_ error: any Error, _ message: Logger.Message) {
        if error is CancellationError || (error as? StoreFault) == .closed { return }
        guard
            !state.withLock({ state in
                defer { state.isFailing = true }
                return state.isFailing
            })
        else { return }
        let detail = (error as? StoreFault)?.metricLabel ?? "\(error)"
        logger.error(message, metadata: ["seal.fault": "\(detail)"])
    }
}

extension SealStatus {
    mutating func count(_ tally: Resealer.Tally) {
        resealed = tally.resealed
        unreadable = tally.unreadable
    }
}
