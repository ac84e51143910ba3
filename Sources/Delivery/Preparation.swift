import Mail
import Queue
import Rendering
import Submission

/// From a lease to a message ready for the wire, or to the settlement that says why not.
struct Preparation: Sendable {
    let services: LineServices
    let settler: Settler
    /// The name of the relay that it is prepared for.
    let relay: String
    /// What the relay's messages are signed with; `nil`: the relay signs.
    let signer: DKIMSigner?

    func prepare(_ lease: Lease, metrics: LineMetrics.Local) -> Prepared? {
        let entry = lease.entry
        let now = services.clock.now
        // Not ours any more, or not for sure: another owner, or this one, gets it from the store.
        guard lease.until > now else {
            settler.lanes.ended(entry.id)
            return nil
        }
        guard let kind = services.kinds[entry.kind] else {
            settler.settle(lease, .finished(.rejected), .unrenderable, metrics: metrics)
            return nil
        }
        guard let reason = obstacle(entry, kind, at: now) else { return render(lease, kind, metrics) }
        let state: QueueState = reason == .processEndedAfterFinalDot ? .inDoubt : .expired
        settler.settle(lease, .finished(state), reason, metrics: metrics)
        return nil
    }

    /// Why an entry may not be submitted now; asked at the lease, before MAIL and before the final dot.
    func obstacle(_ entry: QueueEntry, _ kind: Kind, at now: Instant) -> Reason? {
        if now >= entry.expires { return .lifetimeOver }
        if now >= kind.lastSubmission(expires: entry.expires) { return .tooLittleTimeLeft }
        if entry.resends > (kind.inDoubtPolicy == .resendOnce ? 1 : 0) { return .processEndedAfterFinalDot }
        return nil
    }

    private func render(_ lease: Lease, _ kind: Kind, _ metrics: LineMetrics.Local) -> Prepared? {
        guard let content = try? services.seal.content(of: lease.entry) else {
            // The key may come back: a person decides.
            settler.settle(lease, .held(attempt: lease.entry.attempt), .unreadable, metrics: metrics)
            return nil
        }
        if lease.entry.isCanary, CanaryMail.relay(of: content) != relay {
            // Another relay's acceptance would show nothing of the one that it was for.
            settler.settle(lease, .finished(.cancelled), .relayUnavailable, metrics: metrics)
            return nil
        }
        guard var transaction = try? signed(services.render(lease.entry, content), issued: lease.entry.issued) else {
            settler.settle(lease, .finished(.rejected), .unrenderable, metrics: metrics)
            return nil
        }
        transaction.deliverBy = kind.deliverBy(expires: lease.entry.expires)
        return Prepared(lease: lease, kind: kind, transaction: transaction)
    }

    private func signed(_ transaction: Transaction, issued: Instant) throws -> Transaction {
        guard let signer else { return transaction }
        return Transaction(envelope: transaction.envelope, message: try signer.signed(transaction.message, at: issued))
    }
}
