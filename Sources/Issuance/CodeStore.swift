package import Mail
package import Queue

/// What a database must do for digital keys and one-time codes. Each write is one transaction together with the queue entry it causes.
package protocol CodeStore: Sendable {
    func digitalKey(_ id: DigitalKeyID) async throws(StoreFault) -> DigitalKey?
    /// Commits a challenge and its mail, unless the codes of its tries' subject wait. Pending challenges with the same subject become
    /// `superseded`.
    func issue(_ challenge: CodeChallenge, mail: QueueEntry, terms: IssueTerms) async throws(StoreFault) -> IssueResult
    func challenge(_ id: CodeID) async throws(StoreFault) -> CodeChallenge?
    /// A new code for the same challenge: replaces code and expiry while `pending` and not waiting, cancels the former mail.
    func resend(_ replacement: ChallengeMail, mail: QueueEntry, terms: IssueTerms) async throws(StoreFault) -> IssueResult
    /// Right code and binding, once, in time. A wrong one counts a try, also of the subject; `TryLimits` lock the challenge, make the
    /// subject's codes wait, and end its key. A right one clears the subject's.
    func verify(_ attempt: VerificationAttempt) async throws(StoreFault) -> VerifyResult
    /// Cancels a pending challenge and its mail; `false` when it is not pending.
    func cancel(_ id: CodeID, now: Instant) async throws(StoreFault) -> Bool
}
