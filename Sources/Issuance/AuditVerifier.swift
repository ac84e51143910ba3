import Mail

/// Looks at a whole audit log, page by page, oldest first, and keeps the first thing that is wrong.
package struct AuditVerifier: Sendable {
    private let chain: AuditChain
    /// What the log is known to have reached: by its anchor, or as somebody noted it.
    private let reached: [AuditEnd]
    /// Entries that followed the one before.
    package private(set) var entries = 0
    /// The number of the first one.
    package private(set) var first: Int64?
    /// The last one that followed.
    package private(set) var end: AuditEnd
    package private(set) var finding: AuditFinding?
    /// Entries in which the service itself says that the log had been cut before a start, without a restored database as the reason.
    package private(set) var cuts: [Int64] = []
    private var former: AuditEntry?

    /// - Parameters:
    ///   - checkpoint: Where retention left off; `nil`: nothing was removed.
    ///   - reached: Ends that the log had.
    package init(chain: AuditChain, checkpoint: AuditCheckpoint?, reached: [AuditEnd]) {
        self.chain = chain
        self.reached = reached
        end = .beginning
        if let checkpoint { pass(checkpoint) }
    }

    /// Goes on with the entries that follow. After a finding nothing more is looked at.
    ///
    /// - Parameter checkpoint: Where retention left off when they were read: it may have removed some since the part before.
    package mutating func take(_ page: [AuditEntry], checkpoint: AuditCheckpoint? = nil) {
        if let checkpoint, finding == nil, checkpoint.end.number > end.number { pass(checkpoint) }
        for entry in page where finding == nil {
            finding = fault(of: entry)
            guard finding == nil else { return }
            entries += 1
            first = first ?? entry.number
            end = entry.end
            compare(entry.end)
            noteCut(entry)
            former = entry
        }
    }

    /// After the last page.
    package mutating func finish() {
        guard finding == nil, let furthest = reached.map(\.number).max(), furthest > end.number else { return }
        finding = .cut(from: end.number + 1, to: furthest)
    }

    /// What retention removed is proved by its checkpoint.
    private mutating func pass(_ checkpoint: AuditCheckpoint) {
        end = checkpoint.end
        if !constantTimeEqual(checkpoint.proof, chain.checkpointProof(checkpoint.end)) { finding = .checkpoint }
        compare(checkpoint.end)
    }

    private func fault(of entry: AuditEntry) -> AuditFinding? {
        if entry.number <= end.number { return .added(entry.number) }
        if entry.number > end.number + 1 { return .missing(from: end.number + 1, to: entry.number - 1) }
        return chain.isIntact(entry, after: end) ? nil : .changed(entry.number)
    }

    private mutating func compare(_ end: AuditEnd) {
        guard finding == nil, reached.contains(where: { $0.number == end.number && $0.mac != end.mac }) else { return }
        finding = .replaced(end.number)
    }

    /// A restored database is recorded right before, or later, when somebody has accepted it: he may have revoked something first.
    private mutating func noteCut(_ entry: AuditEntry) {
        switch (former?.action, entry.action) {
        case (_, AuditAction.restored.rawValue) where !cuts.isEmpty: cuts.removeLast()
        case (AuditAction.restored.rawValue, AuditAction.auditCut.rawValue): break
        case (_, AuditAction.auditCut.rawValue): cuts.append(entry.number)
        default: break
        }
    }
}
