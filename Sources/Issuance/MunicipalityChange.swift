package import Mail

/// One change of the register, checked.
package enum MunicipalityChange: Hashable, Sendable {
    /// Registers one whose NIS code is new.
    case add(Municipality)
    /// Registers these, or changes those that are registered. Their agreements are those to add: none is ever taken away.
    case put([Municipality])
    /// Adds an agreement; the same one once more changes nothing.
    case agreement(Agreement, nis: String)
    /// Ends the agreement with this number, from 1 in the order of registration.
    case withdrawal(number: Int, nis: String, on: Instant)
}

/// What became of a change.
package enum MunicipalityChangeResult: Hashable, Sendable {
    case committed
    /// The same `Idempotency-Key` and the same body came before: nothing was written.
    case replayed(IdempotencyRecord)
    /// The same `Idempotency-Key` with another body.
    case idempotencyConflict
    /// The NIS code is registered.
    case exists
    /// What the change was judged by is another now: nothing was written.
    case outdated
    /// No such municipality.
    case notRegistered
    /// No such agreement, or it was withdrawn on that day or an earlier one.
    case noSuchAgreement
}
