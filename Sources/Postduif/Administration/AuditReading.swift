import Console
import Issuance
import Mail

/// Verifies the log part by part in the process of the command: with the key, and without trust in the service that hands the parts over.
struct AuditReading: Sendable {
    private let chain: AuditChain
    private let anchor: AuditAnchorFile

    init(configuration: Configuration) throws {
        chain = AuditChain(keyring: try SealKeyStorage(configuration).keyring())
        anchor = AuditAnchorFile(configuration, chain: chain)
    }

    /// - Parameter reached: Ends that were noted elsewhere.
    func report(_ administration: any Administration, reached: [AuditEnd]) async throws -> AuditReport {
        let (verifier, anchored) = try await verified(administration, reached: reached)
        return AuditReport(verifier, anchored)
    }

    /// The same for the console.
    func proof(_ administration: any Administration, at now: Instant) async throws -> AuditProof {
        let (verifier, anchored) = try await verified(administration, reached: [])
        return AuditProof(
            at: now, entries: verifier.entries, end: verifier.end.number > 0 ? verifier.end.description : nil,
            finding: AuditReport.finding(verifier, anchored), cuts: verifier.cuts)
    }

    private func verified(
        _ administration: any Administration, reached: [AuditEnd]
    ) async throws -> (AuditVerifier, AuditAnchorFile.Content) {
        // Before the log: what is appended meanwhile is behind it.
        let anchored = try anchor.read()
        var part = try await administration.auditPart(AuditPartQuery(after: .min))
        var verifier = AuditVerifier(
            chain: chain, checkpoint: part.readCheckpoint, reached: reached + [anchored.end].compactMap(\.self))
        verifier.take(part.readEntries)
        while let last = part.entries.last, verifier.finding == nil {
            part = try await administration.auditPart(AuditPartQuery(after: last.number))
            verifier.take(part.readEntries, checkpoint: part.readCheckpoint)
        }
        verifier.finish()
        return (verifier, anchored)
    }
}
