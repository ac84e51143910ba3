import Issuance
import Mail

extension StoreAdministration {
    /// Entries of one part: some hundred kilobytes of JSON.
    private static let auditPart = 1_000

    func audit(_ query: AuditQuery) async throws -> AuditList {
        let filter = AuditFilter(
            action: try query.action.map { try Self.parse(AuditAction.self, $0, "action") }, object: query.object, actor: query.actor,
            municipalities: query.municipality.map { [$0] }, since: try query.since.map { try Self.time($0, "since") },
            until: try query.until.map { try Self.time($0, "until") })
        let before = try query.cursor.map { text in
            guard let number = Int64(text), number > 0 else {
                throw AdministrationFault.invalid("cursor: give the cursor of the page before")
            }
            return number
        }
        let page = try await store.auditPage(filter, before: before, limit: min(max(1, query.limit), Limits.pageItems))
        return AuditList(entries: page.entries.map(Self.row), cursor: page.next.map(String.init))
    }

    func auditPart(_ query: AuditPartQuery) async throws -> AuditPart {
        let section = try await store.auditSection(after: query.after, limit: Self.auditPart)
        return AuditPart(
            entries: section.entries.map {
                AuditPart.Entry(
                    number: $0.number, atMicroseconds: $0.at.microseconds, actor: $0.actor, action: $0.action, object: $0.object,
                    municipality: $0.municipality, details: $0.details, mac: Hexadecimal.text($0.mac))
            },
            checkpoint: section.checkpoint.map { AuditPart.Checkpoint(end: $0.end.description, proof: Hexadecimal.text($0.proof)) })
    }

    static func row(_ entry: AuditEntry) -> AuditRow {
        AuditRow(
            number: entry.number, at: entry.at.rfc3339, actor: entry.actor, action: entry.action, object: entry.object,
            municipality: entry.municipality, details: entry.details.split(separator: " ").map(String.init),
            mac: Hexadecimal.text(entry.mac))
    }

    private static func time(_ text: String, _ field: String) throws -> Instant {
        guard let time = Instant(rfc3339: text) ?? Instant(isoDay: text) else {
            throw AdministrationFault.invalid("\(field): give a day such as 2026-11-23, or a time such as 2026-11-23T12:00:00Z")
        }
        return time
    }
}
