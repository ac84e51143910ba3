import Logging
import Mail
import Queue
import Submission

/// Between 354 and the final dot.
extension ConnectionLoop {
    /// Writes the content within `limit`, and behind it the next envelope. Exact about the dot: before it, a loss is not in doubt.
    func writeContent(
        _ dialogue: inout SubmissionDialogue, then following: Prepared?, within limit: Duration, _ violation: inout TransportFault?
    ) throws(TransportFault) {
        guard let connection else { throw .connectionLost }
        let (octets, dotEnd) = dialogue.content(then: following?.transaction, at: services.clock.now)
        do throws(TransportFault) {
            // TLS does not tell what of a write has left until all of it has: there, the dot ends a write of its own.
            var sent = try connection.writeSome(connection.configuration.tls == .none ? octets[...] : octets[..<dotEnd])
            if sent < dotEnd {
                try connection.write(octets[sent..<dotEnd], within: limit)
                sent = dotEnd
            }
            dialogue.finalDotWritten()
            try connection.write(octets[sent...], within: deadline(.mail))
        } catch {
            // A relay that closes in the middle of the body may have said why before (552).
            guard error == .connectionLost, dialogue.stage == .body else { throw error }
            _ = try read(into: &dialogue, hasFollowing: false, &violation)
        }
    }

    /// A message to travel behind the dot: only where the relay pipelines, and nobody else is free to take it.
    func takeFollowing() -> Prepared? {
        guard let connection, connection.capabilities.pipelining, !dotIsSlow, carried < connection.configuration.messagesPerConnection,
            pool.turn(relay, connection: number) == .all, let lease = lanes.takeFollowing(relay: relay, codeOnly: codeOnly),
            let prepared = prepare(lease)
        else { return nil }
        guard let fault = prepared.transaction.obstacle(connection.capabilities) else { return prepared }
        settler.settle(prepared, .fault(fault, at: .mail), relay: relay, slot: nil, metrics: metrics)
        return nil
    }

    /// The last look before the dot: how long the content may take to leave, by life, lease and deadline. Settles what is over.
    ///
    /// After 354 the only way not to submit is to close (RFC 5321 §4.1.1.4: without the dot there is no message).
    func timeLeft(_ prepared: Prepared) -> Duration? {
        let entry = prepared.lease.entry
        let now = services.clock.now
        if let reason = preparation.obstacle(entry, prepared.kind, at: now) {
            settler.settle(prepared.lease, .finished(.expired), reason, metrics: metrics)
            return nil
        }
        let end = lanes.leaseEnd(of: entry.id) ?? .distantPast
        guard end > now else {
            // Another owner may have it: a settlement would be refused, and the dot would be a duplicate.
            services.logger.warning("lease ended before the dot", metadata: ["mail.queue_id": "\(entry.id)"])
            lanes.settled(entry.id)
            return nil
        }
        return min(deadline(.body), min(prepared.kind.lastSubmission(expires: entry.expires), end) - now)
    }

    /// A place in the flight recorder. There is one for each message in flight; without it the dot must not be written, nor while the store
    /// cannot write.
    func mark(_ prepared: Prepared) -> Int? {
        guard !lanes.isHalted else { return nil }
        let id = prepared.lease.entry.id
        let slot = settler.recorder.begin(id)
        if slot == nil { services.logger.error("no place in the flight recorder", metadata: ["mail.queue_id": "\(id)"]) }
        return slot
    }
}
