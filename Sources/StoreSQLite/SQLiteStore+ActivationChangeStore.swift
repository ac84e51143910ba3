package import Issuance
package import Mail
package import Queue

extension SQLiteStore: ActivationChangeStore {
    package func revoke(_ revocation: Revocation) async throws(StoreFault) -> RevokeResult {
        try await writer.write { try $0.revoke(revocation) }
    }

    package func reissue(_ pair: ActivationPair, mail: QueueEntry, terms: IssueTerms) async throws(StoreFault) -> IssueResult {
        try await writer.write { try $0.reissue(pair, mail: mail, terms: terms) }
    }

    package func correct(
        _ correction: AddressCorrection, notice: QueueEntry, terms: IssueTerms
    ) async throws(StoreFault) -> IssueResult {
        try await writer.write { try $0.correct(correction, notice: notice, terms: terms) }
    }

    package func refusals(of charges: [[LimitCharge]], now: Instant) async throws(StoreFault) -> [LimitRefusal?] {
        // First in memory: what is not there any more was in its table before, and the connection's snapshot is younger.
        let recent = writer.recentLimitCounters(of: Set(charges.joined().map { SubjectKey($0.subject) }))
        return try await read { try $0.refusals(of: charges, recent: recent, now: now) }
    }
}
