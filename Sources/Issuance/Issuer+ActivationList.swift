import Mail
import Queue

extension Issuer {
    /// One page of the activations that the caller may see, newest first.
    ///
    /// - Throws: ``IssuanceRefusal/forbidden(detail:)`` for a municipality that is not the caller's.
    package func activations(
        _ query: ActivationQuery, for caller: Caller
    ) async throws(IssuanceRefusal) -> (summaries: [ActivationSummary], next: ActivationID?) {
        let now = clock.now
        let filter = ActivationFilter(state: query.state, case: query.case, municipalities: try municipalities(query, caller))
        let page = try await stored { () async throws(StoreFault) in
            try await store.activations(filter, after: query.after, limit: query.limit, now: now)
        }
        var summaries: [ActivationSummary] = []
        for item in page.items {
            summaries.append(
                ActivationSummary(
                    activation: item.activation, state: item.activation.state(at: now), reference: reference(of: item.activation.message),
                    maskedAddress: try maskedAddress(of: item.activation), messageState: item.messageState))
        }
        return (summaries, page.next)
    }

    /// Which ones to look at; `nil`: all.
    private func municipalities(_ query: ActivationQuery, _ caller: Caller) throws(IssuanceRefusal) -> Set<String>? {
        if let asked = query.municipality {
            guard caller.mayActFor(asked) else {
                throw .forbidden(detail: "This credential may not act for that municipality.")
            }
            return [asked]
        }
        switch caller.reach {
        case .everywhere: return nil
        case .municipalities(let codes): return codes
        }
    }
}
