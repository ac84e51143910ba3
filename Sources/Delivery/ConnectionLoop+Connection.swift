import Logging
import Mail
import Queue
import Submission

/// The connection: opened when a message needs it, kept while it is quiet and young.
extension ConnectionLoop {
    /// A usable connection: the one at hand when it is quiet and young, else a fresh one. Settles the message when there is none.
    func openConnection(for prepared: Prepared) -> Bool {
        if let connection, carried < connection.configuration.messagesPerConnection, speaksAsAgreed(connection), connection.isQuiet(),
            dialogue?.isQuiet ?? false
        {
            return true
        }
        closeConnection(sayingQuit: connection != nil)
        switch connect() {
        case .success: return true
        case .failure(let failure) where pool.isFull(relay, after: failure.result):
            rest(prepared)
            return false
        case .failure(let failure):
            let outcome = Outcome(classifying: failure.result)
            settler.openBreaker(relay, outcome.reason)
            settler.settle(prepared, failure.result, relay: relay, slot: nil, metrics: metrics)
            return false
        }
    }

    /// The relay takes no more connections than it has: the message is for those, and this one takes none for a second. Without that wait
    /// a thread whose place it is would ask again and again until one of them closes.
    private func rest(_ prepared: Prepared) {
        restsUntil = services.clock.monotonic + ConcurrencyLimit.burst
        pool.leavePlace(relay, connection: number)
        settler.note(.overloaded, relay)
        lanes.putBack(prepared.lease, relay: relay)
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
            let outcome = Outcome(classifying: failure.result)
            settler.note(session: failure.result, outcome, relay: relay)
            settler.openBreaker(relay, outcome.reason)
        }
    }

    private func connect() -> Result<Void, ConnectFailure> {
        let began = services.clock.monotonic
        pool.connecting(relay, 1)
        defer { pool.connecting(relay, -1) }
        do throws(ConnectFailure) {
            let fresh = try services.dialer.connect(
                to: pool.configurations[relay], pipelining: pool.pipelines(relay), parameters: pool.takesParameters(relay),
                clock: services.clock)
            connection = fresh
            dialogue = SubmissionDialogue(capabilities: fresh.capabilities)
            carried = 0
            lastUse = services.clock.monotonic
            pool.opened(relay, certificateEnds: fresh.certificateEnds)
            metrics.record(.connect, services.clock.monotonic - began)
            return .success(())
        } catch {
            return .failure(error)
        }
    }

    /// Whether the connection says the parameters that the relay takes now: others may have learned more of it meanwhile.
    private func speaksAsAgreed(_ connection: any RelayLink) -> Bool {
        connection.hasParameters == pool.takesParameters(relay)
    }

    /// Whether the relay is to be asked again, without the parameters that can be left out: it may have refused one of them.
    ///
    /// Refused without them too, it was the message: the others get their parameters back.
    func asksAgain(_ prepared: Prepared, after result: SubmissionResult) -> Bool {
        guard let connection, result.refusesParameters else { return false }
        let id = prepared.lease.entry.id
        guard connection.capabilities.hasOptionalParameters else {
            pool.clearParameters(relay, id)
            return false
        }
        if pool.suspectParameters(relay, id) {
            services.logger.warning(
                "optional SMTP extensions given up for a while",
                metadata: [
                    "relay": "\(pool.configurations[relay].name)", "mail.queue_id": "\(id)", "stage": "\(result.stage.rawValue)",
                    "mail.reply_code": "\(result.reply?.code.description ?? "-")",
                ])
        }
        return true
    }

    /// Closes what was not used for long, or is one more than the relay bears.
    func closeIfIdle() {
        guard connection != nil else { return }
        guard services.clock.monotonic - lastUse >= Self.idleLimit || pool.use(relay, connection: number) == .none else { return }
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
