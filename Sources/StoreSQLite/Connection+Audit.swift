import Issuance
import Mail

extension Connection {
    /// Where the log ends, by the rows: what retention removed lies before what is left.
    func auditEnd() throws -> AuditEnd {
        try row(Statements.lastAudit) { AuditEnd(number: $0.int(0), mac: $0.blob(1)) } ?? auditCheckpoint()?.end ?? .beginning
    }

    func auditCheckpoint() throws -> AuditCheckpoint? {
        try row(Statements.auditCheckpoint) {
            AuditCheckpoint(end: AuditEnd(number: $0.int(0), mac: $0.blob(1)), proof: $0.blob(2))
        }
    }

    func auditEntries(after number: Int64, limit: Int) throws -> [AuditEntry] {
        try rows(Statements.auditEntries, .int(number), .number(limit)) { $0.auditEntry() }
    }

    /// All that is recorded of an object, oldest first.
    func auditEntries(of object: String) throws -> [AuditEntry] {
        var (entries, before): ([AuditEntry], Int64?) = ([], nil)
        repeat {
            let page = try auditPage(AuditFilter(object: object), before: before, limit: Limits.pageItems, window: 1)
            entries += page.entries
            before = page.next
        } while before != nil
        return entries.reversed()
    }

    /// - Parameter window: Rows that a filter looks at, unless it is an object's.
    func auditPage(_ filter: AuditFilter, before: Int64?, limit: Int, window: Int) throws -> AuditPage {
        let edge = before ?? .max
        let codes = filter.municipalities.map { " \($0.sorted().joined(separator: " ")) " }
        let found = try rows(
            filter.object == nil ? Statements.auditPage : Statements.auditPageOfObject, .int(edge), .optional(filter.action?.rawValue),
            .optional(filter.object), .optional(filter.actor), .optional(codes), .time(filter.since), .time(filter.until),
            .number(limit + 1), .number(window)
        ) { $0.auditEntry() }
        let entries = Array(found.prefix(limit))
        if found.count > limit { return AuditPage(entries: entries, next: entries.last?.number) }
        guard filter.object == nil else { return AuditPage(entries: entries, next: nil) }
        return AuditPage(entries: entries, next: try row(Statements.auditWindowEnd, .int(edge), .number(window - 1)) { $0.int(0) })
    }
}
