/// What a call that creates something answers.
package enum Answer<Issued: Sendable>: Sendable {
    /// Committed now, with its secrets.
    case fresh(Issued)
    /// The same request came before: its answer without the secrets.
    case replayed(IdempotencyRecord)
}
