import Issuance
import Mail
import Queue
import Submission

/// One issued mail with its keys: what the dialogue, the renderer and the seal are measured with.
struct SampleMail: Sendable {
    let entry: QueueEntry
    let content: QueueContent
    let transaction: Transaction
    let mails: BenchMails
    let seal: AESGCMSeal

    static func link(templates: String, clock: any TimeSource) async throws -> SampleMail {
        try await sample(templates: templates, clock: clock) { try await $0.issueActivation(1) }
    }

    static func code(templates: String, clock: any TimeSource) async throws -> SampleMail {
        try await sample(templates: templates, clock: clock) { try await $0.issueCode(1) }
    }

    private static func sample(
        templates: String, clock: any TimeSource, _ issue: (BenchDesk) async throws -> Void
    ) async throws -> SampleMail {
        let random = BenchRandom(seed: 1)
        let mails = try BenchMails(templates: templates, publicURL: SpoolOptions.publicURL)
        let keyring = try Keyring(masterKey: Secret([UInt8](repeating: 7, count: Keyring.masterKeyOctets)))
        let seal = AESGCMSeal(keyring: keyring, random: random)
        let collector = EntryCollector()
        try await issue(
            BenchDesk(
                store: collector, keyring: keyring, seal: seal, catalog: mails.catalog, publicURL: SpoolOptions.publicURL, clock: clock,
                random: random))
        guard let entry = collector.take().first else { throw BenchFault("nothing was issued") }
        let content = try seal.content(of: entry)
        return SampleMail(
            entry: entry, content: content, transaction: try mails.transaction(entry, content), mails: mails, seal: seal)
    }
}
