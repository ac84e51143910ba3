import Issuance
import Mail
import Queue
import TestKit
import Testing

@Suite("Audit verifier") struct AuditVerifierTests {
    private func log(_ actions: [AuditAction], after end: AuditEnd = .beginning) -> [AuditEntry] {
        var end = end
        return actions.map { action in
            let entry = AuditChain.sample.entry(of: AuditAct(by: .service, action), at: Instant(seconds: 1_795_435_200), after: end)
            end = entry.end
            return entry
        }
    }

    private func verified(
        _ entries: [AuditEntry], checkpoint: AuditCheckpoint? = nil, reached: [AuditEnd] = []
    ) -> AuditVerifier {
        var verifier = AuditVerifier(chain: .sample, checkpoint: checkpoint, reached: reached)
        for entry in entries { verifier.take([entry]) }
        verifier.finish()
        return verifier
    }

    @Test("an empty log is whole, unless it is known to have reached something")
    func empty() {
        #expect(verified([]).finding == nil)
        #expect(verified([], reached: [AuditEnd(number: 2, mac: [1])]).finding == .cut(from: 1, to: 2))
    }

    @Test("what retention removed is proved by its checkpoint")
    func checkpoint() {
        let entries = log([.paused, .resumed, .paused])
        let proof = AuditChain.sample.checkpointProof(entries[1].end)
        let checkpoint = AuditCheckpoint(end: entries[1].end, proof: proof)
        let rest = verified([entries[2]], checkpoint: checkpoint)
        #expect(rest.finding == nil && rest.entries == 1 && rest.first == 3)
        #expect(verified([], checkpoint: checkpoint, reached: [entries[1].end]).finding == nil)
        #expect(verified([], checkpoint: checkpoint, reached: [entries[0].end]).finding == nil, "too old to be looked at")
        #expect(verified([], checkpoint: checkpoint, reached: [entries[2].end]).finding == .cut(from: 3, to: 3))
        #expect(verified([entries[2]], checkpoint: AuditCheckpoint(end: entries[1].end, proof: entries[1].mac)).finding == .checkpoint)
        #expect(verified(Array(entries[1...]), checkpoint: checkpoint).finding == .added(2))
        let other = AuditEnd(number: 2, mac: entries[2].mac)
        #expect(verified([entries[2]], checkpoint: checkpoint, reached: [other]).finding == .replaced(2))
    }

    @Test("what retention removes between two parts is proved by the checkpoint that comes with the second")
    func removedMeanwhile() {
        let entries = log([.paused, .resumed, .paused, .resumed, .paused])
        func verified(_ checkpoint: AuditCheckpoint?, _ rest: ArraySlice<AuditEntry>, reached: [AuditEnd] = []) -> AuditVerifier {
            var verifier = AuditVerifier(chain: .sample, checkpoint: nil, reached: reached)
            verifier.take([entries[0]])
            verifier.take(Array(rest), checkpoint: checkpoint)
            verifier.finish()
            return verifier
        }
        let end = entries[2].end
        let checkpoint = AuditCheckpoint(end: end, proof: AuditChain.sample.checkpointProof(end))
        let whole = verified(checkpoint, entries[3...], reached: [entries[4].end])
        #expect(whole.finding == nil && whole.entries == 3 && whole.end == entries[4].end)
        #expect(verified(checkpoint, [], reached: [end]).finding == nil)
        #expect(verified(nil, entries[3...]).finding == .missing(from: 2, to: 3))
        #expect(verified(AuditCheckpoint(end: end, proof: entries[2].mac), entries[3...]).finding == .checkpoint)
        #expect(verified(checkpoint, entries[4...]).finding == .missing(from: 4, to: 4))
        #expect(verified(checkpoint, entries[3...], reached: [AuditEnd(number: 3, mac: entries[1].mac)]).finding == .replaced(3))
        // One that lies behind what was read changes nothing.
        let old = AuditCheckpoint(end: entries[0].end, proof: AuditChain.sample.checkpointProof(entries[0].end))
        #expect(verified(old, entries[1...]).finding == nil)
    }

    @Test(
        "a cut that the service recorded is told, unless a restored database explains it",
        arguments: [
            ([.paused, .auditCut, .resumed], [2]), ([.auditCut, .auditCut], [1, 2]), ([.paused, .restored, .auditCut], []),
            ([.paused, .auditCut, .restored], []), ([.auditCut, .paused, .restored], []),
            ([.auditCut, .auditCut, .restored], [1]), ([.restored, .paused, .auditCut], [3]),
        ] as [([AuditAction], [Int64])])
    func cuts(actions: [AuditAction], told: [Int64]) {
        let verifier = verified(log(actions))
        #expect(verifier.finding == nil)
        #expect(verifier.cuts == told)
    }

    @Test("the end of a log and its anchor are text that can be read back, and only that")
    func texts() throws {
        let end = try #require(log([.paused]).last).end
        #expect(AuditEnd(end.description) == end)
        for text in ["", "1", "1:", "0:\(Hexadecimal.text(end.mac))", "1:00", "x:\(Hexadecimal.text(end.mac))", end.description + ":"] {
            #expect(AuditEnd(text) == nil)
        }
        let anchor = AuditAnchor.text(end, chain: .sample)
        #expect(AuditAnchor.end(in: anchor, chain: .sample) == end)
        let other = AuditChain(keyring: try Keyring(masterKey: Secret([UInt8](repeating: 1, count: 32))))
        #expect(AuditAnchor.end(in: anchor, chain: other) == nil)
        for text in ["", "postduif-audit-1 \(end)", anchor.replacing("1:", with: "2:"), anchor + "more"] {
            #expect(AuditAnchor.end(in: text, chain: .sample) == nil)
        }
    }
}
