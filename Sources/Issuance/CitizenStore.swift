package import Mail
package import Queue

/// What a database must do to show and to erase what it holds about one citizen.
package protocol CitizenStore: Sendable {
    /// By the HMAC of the number; of one snapshot, so that an export cannot contradict itself.
    func citizenRecords(_ citizen: [UInt8]) async throws(StoreFault) -> CitizenRecords

    /// Mails of a kind to a domain that have not ended, behind a row.
    func waitingEntries(domain: String, kind: String, after row: Int64, limit: Int) async throws(StoreFault) -> [WaitingEntry]

    /// Deletes the citizen's activations, keys and codes, cancels their mails, wipes what history says of them, and records it: one
    /// transaction. Of an address that another citizen has too, in a pending activation or a key in force, what is found by the address
    /// alone stays.
    func erase(
        _ erasure: CitizenErasure, by actor: AuditActor, now: Instant
    ) async throws(StoreFault) -> (counts: ErasureCounts, entry: AuditEntry)

    /// Empties the write-ahead log, where pages stand as they were before a change; `false` when a reader was in the way.
    func emptyLog() async throws(StoreFault) -> Bool
}
