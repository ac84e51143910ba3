/// What became of a grant at the store.
package enum GiveResult: Hashable, Sendable {
    case committed
    /// The same `Idempotency-Key` and the same body came before: nothing was written.
    case replayed(IdempotencyRecord)
    /// The same `Idempotency-Key` with another body.
    case idempotencyConflict
    /// The person has the role there for a part of this time already: nothing was written.
    case overlapping
    /// The subject is known under this identifier: nothing was written, for the grant names another.
    case otherPerson(PersonID)
}
