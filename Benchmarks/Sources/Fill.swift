import ArgumentParser
import Issuance
import Mail
import Queue
import StoreSQLite

/// A stored backlog of links: issued by the service's issuer, sealed, and written through the service's store.
struct Fill: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Write activation links into a spool that no service has open.",
        discussion: """
            With --activations each link is committed with its activation, as a request does, 256 at a time. Without, the same issuer \
            makes the same entries, and the store takes thousands of them in a transaction: the queue is the same, the activations are not kept.
            """)

    @OptionGroup var spool: SpoolOptions
    @Option(help: "How many links.") var count = 100_000
    @Flag(help: "Keep the activations as well.") var activations = false
    @Option(help: "The folder of the templates.") var templates = "templates"

    /// Requests that wait for a commit together.
    private static let callers = 256
    /// Entries in one transaction.
    private static let batch = 5_000

    func run() async throws {
        let clock = BenchClock()
        let random = BenchRandom(seed: UInt64(bitPattern: clock.now.microseconds))
        let keyring = try spool.keyring(random: random)
        let mails = try BenchMails(templates: templates, publicURL: SpoolOptions.publicURL)
        let store = try spool.open(clock: clock, audit: AuditChain(keyring: keyring))
        defer { store.close() }
        let terms = IssueTerms(now: .distantPast, actor: .localOperator, idempotency: nil, charges: [])
        _ = try await store.apply(.put([BenchDesk.municipality]), basis: MunicipalityBasis(), terms: terms)
        let seal = AESGCMSeal(keyring: keyring, random: random)
        let desk: @Sendable (any QueueStore & IssuanceStore) -> BenchDesk = {
            BenchDesk(
                store: $0, keyring: keyring, seal: seal, catalog: mails.catalog, publicURL: SpoolOptions.publicURL, clock: clock,
                random: random)
        }
        let began = clock.monotonic
        if activations {
            try await issue(desk(store))
        } else {
            try await enqueue(into: store, desk)
        }
        let seconds = (clock.monotonic - began).secondsAsDouble
        Figures.write(["entries": Double(count), "seconds": seconds, "rate": Double(count) / seconds])
    }

    private func issue(_ desk: BenchDesk) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for caller in 0..<Self.callers {
                group.addTask { for number in stride(from: caller, to: count, by: Self.callers) { try await desk.issueActivation(number) } }
            }
            try await group.waitForAll()
        }
    }

    /// Two issue while the writer writes.
    private func enqueue(into store: SQLiteStore, _ desk: @escaping @Sendable (any QueueStore & IssuanceStore) -> BenchDesk) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for worker in 0..<2 {
                group.addTask {
                    let collector = EntryCollector()
                    let desk = desk(collector)
                    for start in stride(from: worker * Self.batch, to: count, by: 2 * Self.batch) {
                        for number in start..<min(start + Self.batch, count) { try await desk.issueActivation(number) }
                        try await store.enqueue(collector.take())
                    }
                }
            }
            try await group.waitForAll()
        }
    }
}
