/// What anybody may ask of a sign-in, each counted by itself (``AttemptBudget/take(_:)``).
package enum SignInStep: CaseIterable, Hashable, Sendable {
    /// The way to the issuer.
    case begin
    /// The way back, for which the issuer is asked.
    case end
}
