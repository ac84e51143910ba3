package import Queue

/// What a database must do for activations. Each write is one transaction together with the queue entry it causes.
package protocol ActivationStore: Sendable {
    /// Commits an activation and its mail.
    func issue(_ activation: Activation, mail: QueueEntry, terms: IssueTerms) async throws(StoreFault) -> IssueResult
    func activation(_ id: ActivationID) async throws(StoreFault) -> Activation?
    /// By the HMAC of the link token, whatever its state.
    func activation(token: [UInt8]) async throws(StoreFault) -> Activation?
    /// By the HMAC of the newest link token, or of a former one; `nil` for one that was never issued.
    func link(token: [UInt8]) async throws(StoreFault) -> KnownLink?
    /// A new link for the same paper code: replaces the token and its expiry while `pending`, cancels the former mail. The former token stays
    /// known.
    func resend(_ replacement: ActivationMail, mail: QueueEntry, terms: IssueTerms) async throws(StoreFault) -> IssueResult
    /// The same for whoever holds a link that may ask, judged once more. Writes whatever it answers, so that all takes as long.
    func askAgain(_ asked: AskedLink) async throws(StoreFault) -> IssueResult
    /// Both halves at once. A wrong code counts a try; `TryLimits` lock. Only one of any number of concurrent calls wins.
    func redeem(_ redemption: Redemption) async throws(StoreFault) -> RedeemResult
    /// Takes the result of a redemption away and gives it, while the activation and its key are in force; `nil` for all that is not right.
    /// Only one of any number of concurrent calls wins.
    func take(_ taking: ResultTaking) async throws(StoreFault) -> RedeemedActivation?
}
