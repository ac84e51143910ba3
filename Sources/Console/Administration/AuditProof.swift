package import Issuance
package import Mail

/// What a look at the whole audit log found.
package struct AuditProof: Sendable {
    package let at: Instant
    /// That followed one another.
    package let entries: Int
    /// The last of them, as `number:mac`; `nil`: there is none.
    package let end: String?
    package let finding: AuditFinding?
    /// Entries that say that the log had been cut before a start.
    package let cuts: [Int64]

    package init(at: Instant, entries: Int, end: String?, finding: AuditFinding?, cuts: [Int64]) {
        self.at = at
        self.entries = entries
        self.end = end
        self.finding = finding
        self.cuts = cuts
    }

    var isIntact: Bool { finding == nil && cuts.isEmpty }
}
