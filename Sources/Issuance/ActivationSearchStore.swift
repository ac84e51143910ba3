package import Mail
package import Queue

/// What a database must find among activations and digital keys.
package protocol ActivationSearchStore: Sendable {
    /// Activations that pass the filter, newest first, older than `after`; at most `limit`, within ``Limits/pageItems``.
    ///
    /// A page may hold fewer than there are, even none, when a rare filter looked at many: go on with its `next`.
    func activations(
        _ filter: ActivationFilter, after: ActivationID?, limit: Int, now: Instant
    ) async throws(StoreFault) -> ActivationPage
    /// Whether an address serves another citizen, and whether this one has a pending activation in the municipality. Both HMACs.
    func standing(
        of citizen: [UInt8], address: [UInt8], in municipality: String, now: Instant
    ) async throws(StoreFault) -> CitizenStanding
}
