import Queue

extension Issuer {
    /// A page of the audit log, newest first. Who is limited to municipalities sees their entries and no others.
    ///
    /// - Throws: ``IssuanceRefusal/forbidden(detail:)`` for another municipality, ``IssuanceRefusal/unavailable(_:)``.
    package func audit(
        _ filter: AuditFilter, before: Int64?, limit: Int, for caller: Caller
    ) async throws(IssuanceRefusal) -> AuditPage {
        var filter = filter
        if case .municipalities(let own) = caller.reach {
            let asked = filter.municipalities ?? own
            guard asked.isSubset(of: own) else {
                throw .forbidden(detail: "This credential may not read the entries of that municipality.")
            }
            filter.municipalities = asked
        }
        let wanted = filter
        return try await stored { () async throws(StoreFault) in try await store.auditPage(wanted, before: before, limit: limit) }
    }
}
