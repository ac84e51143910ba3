import Logging
import Mail
import Submission

/// The connection: opened when a message needs it, kept while it is quiet and young.
extension ConnectionLoop {
    /// A usable connection: the one at hand when it is quiet and young, else a fresh one. Settles the message when there is none.
    func openConnection(for prepared: Prepared) -> Bool {
        if let connection, carried < connection.configuration.messagesPerConnection, connection.isQuiet(), dialogue?.isQuiet ?? false {
            return true
        }
        closeConnection(sayingQuit: connection != nil)
        switch connect() {
        case .success: return true
        case .failure(let failure):
            let outcome = Outcome(classifying: failure.result)
            settler.openBreaker(relay, outcome.reason)
            settler.settle(prepared, failure.result, relay: relay, slot: nil, metrics: metrics)
            return false
        }
    }

    /// Half-open: one session without a message.
    func probe() {
        closeConnection(sayingQuit: false)
        switch connect() {
        case .success:
            pool.connected(relay)
            services.logger.notice("relay back", metadata: ["relay": "\(pool.configurations[relay].name)"])
            settler.open()
        case .failure(let failure):
            settler.openBreaker(relay, Outcome(classifying: failure.result).reason)
        }
    }

    private func connect() -> Result<Void, ConnectFailure> {
        let began = services.clock.monotonic
        do throws(ConnectFailure) {
            let fresh = try RelayConnection(to: pool.configurations[relay], pipelining: pool.pipelines(relay), clock: services.clock)
            connection = fresh
            dialogue = SubmissionDialogue(capabilities: fresh.capabilities)
            carried = 0
            lastUse = services.clock.monotonic
            pool.opened(relay)
            metrics.record(.connect, services.clock.monotonic - began)
            return .success(())
        } catch {
            return .failure(error)
        }
    }

    func closeIfIdle() {
        guard connection != nil, services.clock.monotonic - lastUse >= Self.idleLimit else { return }
        closeConnection(sayingQuit: true)
    }

    func closeConnection(sayingQuit: Bool) {
        guard let connection else { return }
        if sayingQuit { connection.quit() }
        self.connection = nil
        dialogue = nil
        pool.closed(relay)
    }
}
