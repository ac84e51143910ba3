import Mail
import Queue

/// What is found of a citizen by nothing but an address.
extension CitizenRegister {
    /// Mails whose recipient is looked at in one step.
    private static let step = 500

    func mailboxes(of records: CitizenRecords) async throws(IssuanceRefusal) -> [CitizenErasure.Mailbox] {
        let texts = Set((records.activations.map(address) + records.keys.map(address)).compactMap { $0 })
        let addresses = texts.compactMap { try? EmailAddress($0) }
        // Two of them may be one mailbox, written in two ways.
        let recipients = Dictionary(addresses.map { ($0.normalized, $0) }, uniquingKeysWith: { first, _ in first })
        let mails = try await mails(of: Self.unnamedKinds(records), to: recipients)
        return recipients.map { normalized, recipient in
            let octets = Array(normalized.utf8)
            return CitizenErasure.Mailbox(
                address: keyring.addressHMAC(recipient), mails: mails[normalized] ?? [],
                limitSubjects: kinds.map { keyring.hmac(.limit, Array($0.utf8), octets) },
                triesSubject: keyring.triesSubject(CodeTarget.subject(of: recipient)))
        }
    }

    /// The kinds of mails that no record of a citizen may name: codes, for which a front may have asked by the address, and notices where
    /// an activation is of before they were noted. All others are named by what they belong to.
    private static func unnamedKinds(_ records: CitizenRecords) -> [String] {
        let isBeforeNotices = records.activations.contains { $0.notices == nil }
        return [KindTable.oneTimeCode] + (isBeforeNotices ? [KindTable.keyActivated, KindTable.addressChanged] : [])
    }

    /// Mails of some kinds that wait, by recipient.
    ///
    /// Only the sealed content says to whom a mail goes: those of the same domain are opened one by one.
    private func mails(of kinds: [String], to recipients: [String: EmailAddress]) async throws(IssuanceRefusal) -> [String: [QueueID]] {
        var found: [String: [QueueID]] = [:]
        for domain in Set(recipients.values.map(\.domain)) {
            for kind in kinds {
                for entry in try await waitingEntries(domain: domain, kind: kind) {
                    if let recipient = recipient(of: entry), recipients[recipient] != nil { found[recipient, default: []].append(entry.id) }
                }
            }
        }
        return found
    }

    private func waitingEntries(domain: String, kind: String) async throws(IssuanceRefusal) -> [WaitingEntry] {
        var found: [WaitingEntry] = []
        var row = Int64.min
        while true {
            let from = row
            let entries = try await stored { () async throws(StoreFault) in
                try await store.waitingEntries(domain: domain, kind: kind, after: from, limit: Self.step)
            }
            found += entries
            guard entries.count == Self.step, let last = entries.last else { return found }
            row = last.row
        }
    }

    private func recipient(of entry: WaitingEntry) -> String? {
        guard let bytes = try? seal.open(entry.sealedContent, context: entry.id.bytes) else { return nil }
        return QueueContent(encoded: bytes)?.recipient.normalized
    }
}
