/// What became of a revocation.
package enum RevokeResult: Hashable, Sendable {
    /// With the digital key that ended with it; `nil` when it was not redeemed.
    case revoked(DigitalKeyID?)
    /// It had ended before, in this state.
    case ended(Activation.State)
    case notFound
}
