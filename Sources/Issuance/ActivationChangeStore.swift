package import Mail
package import Queue

/// What a database must do when an activation is changed or ended. Each is one transaction together with the queue entries it causes.
package protocol ActivationChangeStore: Sendable {
    /// Ends an activation that is pending, with its mail where that is still possible; or one that was redeemed, with its digital key and
    /// the codes that are pending for that key.
    func revoke(_ revocation: Revocation) async throws(StoreFault) -> RevokeResult
    /// A new pair for a pending activation: replaces token, code and their ends, cancels the former mail. Wrong tries of both pairs count
    /// together.
    func reissue(_ pair: ActivationPair, mail: QueueEntry, terms: IssueTerms) async throws(StoreFault) -> IssueResult
    /// Another address for a pending activation, with a new link; or for the digital key of a redeemed one, whose pending codes end.
    /// `notPending` when the address that was read does not stand any more.
    func correct(_ correction: AddressCorrection, notice: QueueEntry, terms: IssueTerms) async throws(StoreFault) -> IssueResult
    /// For each of several requests in a row, the limit that would refuse it, as if those before it had come. Counts nothing.
    func refusals(of charges: [[LimitCharge]], now: Instant) async throws(StoreFault) -> [LimitRefusal?]
}
