import Issuance
import Mail
import Queue
import TestKit
import Testing

@Suite("Audit chain") struct AuditChainTests {
    private static let acts = [
        AuditAct(by: .localOperator, .municipalityRegistered, object: "44021", municipality: "44021", details: [AuditWord("new")]),
        AuditAct(by: AuditActor(APIKeyID(high: 1, low: 2)), .paused, object: "lane code"),
        AuditAct(by: .service, .retentionApplied, details: [AuditWord("activations", 12), AuditWord("history", 3)]),
        AuditAct(by: .citizen, .activationRedeemed, object: "act_1", municipality: ""),
    ]

    private func chained() -> [AuditEntry] {
        var end = AuditEnd.beginning
        return Self.acts.enumerated().map { index, act in
            let entry = AuditChain.sample.entry(of: act, at: Instant(seconds: 1_795_435_200 + Int64(index)), after: end)
            end = entry.end
            return entry
        }
    }

    /// The number of the first entry that does not follow; `nil`: all do.
    private func broken(_ entries: [AuditEntry]) -> Int64? {
        var end = AuditEnd.beginning
        for entry in entries {
            guard AuditChain.sample.isIntact(entry, after: end) else { return entry.number }
            end = entry.end
        }
        return nil
    }

    @Test("entries that follow one another are intact, and say what was done")
    func intact() {
        let entries = chained()
        #expect(broken(entries) == nil)
        #expect(entries.map(\.details) == ["new", "", "activations=12 history=3", ""])
        #expect(entries.map(\.actor) == ["local_operator", APIKeyID(high: 1, low: 2).description, "service", "citizen"])
    }

    @Test(
        "no part can be changed",
        arguments: [
            { $0.with(at: $0.at + .seconds(1)) }, { $0.with(actor: "citizen") }, { $0.with(action: "resumed") },
            { $0.with(object: "lane link") }, { $0.with(municipality: .some("44021")) }, { $0.with(municipality: .some("")) },
            { $0.with(details: "new") }, { $0.with(actor: $0.actor + "p", action: "aused") },
            { $0.with(mac: [UInt8](repeating: 0, count: 32)) },
            { $0.with(mac: []) },
        ] as [@Sendable (AuditEntry) -> AuditEntry])
    func changed(_ change: @Sendable (AuditEntry) -> AuditEntry) {
        var entries = chained()
        entries[1] = change(entries[1])
        #expect(broken(entries) == 2)
    }

    @Test("none can be removed, put in, repeated or moved")
    func moved() {
        let entries = chained()
        #expect(broken(Array(entries.dropFirst())) == 2)
        #expect(broken([entries[0], entries[2], entries[3]]) == 3)
        #expect(broken([entries[0], entries[0]]) == 1)
        #expect(broken([entries[1], entries[0]]) == 2)
        // Moved with the numbers put right.
        let swapped = [entries[0].with(number: 2), entries[1].with(number: 1)]
        #expect(broken([swapped[1], swapped[0]]) == 1)
    }

    @Test("another key's entries, and proofs of another kind, are not taken")
    func keys() throws {
        let other = AuditChain(keyring: try Keyring(masterKey: Secret([UInt8](repeating: 1, count: 32))))
        let entry = other.entry(of: Self.acts[0], at: Instant(seconds: 0), after: .beginning)
        #expect(other.isIntact(entry, after: .beginning) && !AuditChain.sample.isIntact(entry, after: .beginning))
        let proofs = [AuditChain.sample.checkpointProof(entry.end), AuditChain.sample.anchorProof(entry.end), entry.mac]
        #expect(Set(proofs).count == 3)
    }
}

extension AuditEntry {
    fileprivate func with(
        number: Int64? = nil, at: Instant? = nil, actor: String? = nil, action: String? = nil, object: String? = nil,
        municipality: String?? = nil, details: String? = nil, mac: [UInt8]? = nil
    ) -> AuditEntry {
        AuditEntry(
            number: number ?? self.number, at: at ?? self.at, actor: actor ?? self.actor, action: action ?? self.action,
            object: object ?? self.object, municipality: municipality ?? self.municipality, details: details ?? self.details,
            mac: mac ?? self.mac)
    }
}
