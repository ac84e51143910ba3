package import Mail
package import Queue

/// What a database must do for issuance. Each write is one transaction together with the queue entry it causes.
///
/// The same driver implements ``QueueStore``; every call returns after the commit was synced to disk.
package protocol IssuanceStore: Sendable {
    // MARK: Municipalities

    /// Registers a municipality or changes it: the name, the languages, and the agreement when one is given.
    func register(_ municipality: Municipality) async throws(StoreFault)
    func municipality(nis: String) async throws(StoreFault) -> Municipality?
    /// All, by NIS code.
    func municipalities() async throws(StoreFault) -> [Municipality]

    // MARK: API keys

    func add(_ key: APIKey) async throws(StoreFault)
    /// Revokes at `now`; `false` when there is none or it was revoked before.
    func revoke(_ key: APIKeyID, now: Instant) async throws(StoreFault) -> Bool
    /// All, revoked ones too, oldest first.
    func apiKeys() async throws(StoreFault) -> [APIKey]

    // MARK: Activations

    /// Commits an activation and its mail.
    func issue(_ activation: Activation, mail: QueueEntry, terms: IssueTerms) async throws(StoreFault) -> IssueResult
    func activation(_ id: ActivationID) async throws(StoreFault) -> Activation?
    /// By the HMAC of the link token, whatever its state.
    func activation(token: [UInt8]) async throws(StoreFault) -> Activation?
    /// A new link for the same paper code: replaces the token and its expiry while `pending`, cancels the former mail.
    func resend(_ replacement: ActivationMail, mail: QueueEntry, terms: IssueTerms) async throws(StoreFault) -> IssueResult
    /// Both halves at once. A wrong code counts a try; `TryLimits` lock. Only one of any number of concurrent calls wins.
    func redeem(_ redemption: Redemption) async throws(StoreFault) -> RedeemResult

    // MARK: One-time codes

    func digitalKey(_ id: DigitalKeyID) async throws(StoreFault) -> DigitalKey?
    /// Commits a challenge and its mail. Pending challenges with the same subject become `superseded`.
    func issue(_ challenge: CodeChallenge, mail: QueueEntry, terms: IssueTerms) async throws(StoreFault) -> IssueResult
    func challenge(_ id: CodeID) async throws(StoreFault) -> CodeChallenge?
    /// A new code for the same challenge: replaces code and expiry while `pending`, cancels the former mail.
    func resend(_ replacement: ChallengeMail, mail: QueueEntry, terms: IssueTerms) async throws(StoreFault) -> IssueResult
    /// Right code and binding, once, in time. A wrong one counts a try; `TryLimits` lock.
    func verify(_ attempt: VerificationAttempt) async throws(StoreFault) -> VerifyResult
    /// Cancels a pending challenge and its mail; `false` when it is not pending.
    func cancel(_ id: CodeID, now: Instant) async throws(StoreFault) -> Bool
}

/// What accompanies every issuance: its time, its idempotency record and the limits it counts against.
package struct IssueTerms: Hashable, Sendable {
    package let now: Instant
    package let idempotency: IdempotencyRecord?
    package let charges: [LimitCharge]

    package init(now: Instant, idempotency: IdempotencyRecord?, charges: [LimitCharge]) {
        self.now = now
        self.idempotency = idempotency
        self.charges = charges
    }
}

/// What became of an issuance.
package enum IssueResult: Hashable, Sendable {
    case committed
    /// The same `Idempotency-Key` and the same body came before: nothing was written.
    case replayed(IdempotencyRecord)
    /// The same `Idempotency-Key` with another body.
    case idempotencyConflict
    /// A limit is reached: nothing was written, nothing was counted.
    case limited(limit: String, retryAfter: Duration)
    /// What should be re-sent is no longer pending.
    case notPending
}

/// A new link for an activation.
package struct ActivationMail: Hashable, Sendable {
    package let activation: ActivationID
    package let token: [UInt8]
    package let expires: Instant

    package init(activation: ActivationID, token: [UInt8], expires: Instant) {
        self.activation = activation
        self.token = token
        self.expires = expires
    }
}

/// A new code for a challenge.
package struct ChallengeMail: Hashable, Sendable {
    package let challenge: CodeID
    package let code: [UInt8]
    package let expires: Instant

    package init(challenge: CodeID, code: [UInt8], expires: Instant) {
        self.challenge = challenge
        self.code = code
        self.expires = expires
    }
}

/// Both halves of an activation, and what they create when they fit.
package struct Redemption: Hashable, Sendable {
    /// HMAC of the link token.
    package let token: [UInt8]
    /// HMAC of the code typed, bound to the activation found by the token.
    package let code: [UInt8]
    package let now: Instant
    package let key: DigitalKey
    package let notice: QueueEntry

    package init(token: [UInt8], code: [UInt8], now: Instant, key: DigitalKey, notice: QueueEntry) {
        self.token = token
        self.code = code
        self.now = now
        self.key = key
        self.notice = notice
    }
}

/// `invalid` for all that is not right: the caller must not learn more.
package enum RedeemResult: Hashable, Sendable {
    case redeemed
    case invalid
}

/// A code typed by a citizen, as HMACs.
package struct VerificationAttempt: Hashable, Sendable {
    package let challenge: CodeID
    package let code: [UInt8]
    package let binding: [UInt8]
    package let now: Instant

    package init(challenge: CodeID, code: [UInt8], binding: [UInt8], now: Instant) {
        self.challenge = challenge
        self.code = code
        self.binding = binding
        self.now = now
    }
}

/// `invalid` for all that is not right: the caller must not learn more.
package enum VerifyResult: Hashable, Sendable {
    case verified(DigitalKeyID?)
    case invalid
}
