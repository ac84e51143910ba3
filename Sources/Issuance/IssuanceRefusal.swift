package import Queue

/// Why something was not issued, answered or changed. Each case has one problem code of the API.
package enum IssuanceRefusal: Error, Hashable, Sendable {
    /// Every wrong field at once (422 `invalid`).
    case invalid([FieldFault])
    /// The municipality has no agreement in force (403 `agreement-missing`).
    case agreementMissing(detail: String)
    /// The check of the document answered HIT: nothing may be issued (409 `identification-hit`).
    case identificationHit
    /// To be confirmed by the officer (422 `warnings`).
    case warnings([IssuanceWarning])
    /// Another municipality's business (403 `forbidden`).
    case forbidden(detail: String)
    /// No such thing, or not the caller's to see (404 `not-found`).
    case notFound
    /// Not in a state that allows it (409 `conflict`).
    case conflict(detail: String)
    /// The same `Idempotency-Key` with another body (409 `idempotency-conflict`).
    case idempotencyConflict
    /// A limit is reached (429 `too-many-requests`); `limit` is its name in the configuration.
    case tooManyRequests(limit: String, retryAfter: Duration)
    /// Link or code unknown, wrong, used, expired or revoked: all the same (403 `activation-invalid`).
    case activationInvalid
    /// Result forged, unknown, taken, expired or another's: all the same (403 `result-invalid`).
    case resultInvalid
    /// One-time code unknown, wrong, used or expired: all the same (403 `code-invalid`).
    case codeInvalid
    /// The store or the seal cannot do it now (503 `overloaded`).
    case unavailable(StoreFault)
}
