import Issuance
import Logging
import Queue
import Rendering
import Synchronization

/// What the mails and pages of each municipality show in place of the operator's, in memory: no mail reads the database for it.
///
/// It is read again after each change of the register, before the change is answered: a mail that waits then says what is true when it is sent.
final class MunicipalityBrands: Sendable {
    private struct Table {
        var brandings: [String: MunicipalityBranding] = [:]
        var mails: [String: MailBranding] = [:]
        /// Of the reading that it came from.
        var number = 0
        /// Readings that were begun.
        var begun = 0
        /// The last reading that failed.
        var failed = 0
        var isRetrying = false

        /// Whether the register may say something else.
        var isBehind: Bool { number < failed }
    }

    private let store: any MunicipalityStore
    private let logger: Logger
    private let pause: @Sendable (Duration) async throws -> Void
    private let table = Mutex(Table())

    /// Between two tries of a reading that fails: what hinders it is a disk, or a moment with too many readers.
    private static let retryPause: Duration = .seconds(1)

    /// Empty until ``load()``.
    init(store: any MunicipalityStore, logger: Logger, pause: @escaping @Sendable (Duration) async throws -> Void) {
        self.store = store
        self.logger = logger
        self.pause = pause
    }

    /// `nil` where the municipality has none of its own.
    func branding(of municipality: String) -> MunicipalityBranding? {
        table.withLock { $0.brandings[municipality] }
    }

    /// As mails take it.
    func mailBranding(of municipality: String) -> MailBranding? {
        table.withLock { $0.mails[municipality] }
    }

    /// Why mails may show what is not registered any more; `nil`: they do not.
    var trouble: String? {
        table.withLock { $0.isBehind }
            ? "senders and contacts of municipalities could not be read after a change: mails show the former ones" : nil
    }

    /// Reads all, and puts them in place whole. Of two readings at once the one that began last counts.
    ///
    /// - Throws: What the store says; then what was known stays.
    func load() async throws(StoreFault) {
        let number = table.withLock { table in
            table.begun += 1
            return table.begun
        }
        do throws(StoreFault) {
            put(try await store.municipalities(), number: number)
        } catch {
            table.withLock { $0.failed = max($0.failed, number) }
            throw error
        }
    }

    /// Reads all again after a change. A reading that fails goes on by itself until it succeeds, and is the ``trouble`` meanwhile.
    func reload() async {
        // In a task of its own: the client of a request that changed the register may hang up, which cancels what the request does.
        await Task { await self.loadOrRetry() }.value
    }

    private func loadOrRetry() async {
        do throws(StoreFault) {
            try await load()
        } catch {
            logger.error(
                "the senders and contacts of municipalities could not be read: mails show the former ones until they are",
                metadata: ["store.fault": "\(error.metricLabel)"])
            let isFirst = table.withLock { table in
                defer { table.isRetrying = true }
                return !table.isRetrying
            }
            if isFirst { Task { await self.retry() } }
        }
    }

    /// One for all readings that failed.
    private func retry() async {
        while goesOn() {
            do {
                try await pause(Self.retryPause)
                try await load()
            } catch {
                // The service stops: there are no mails any more.
                if error as? StoreFault == .closed || error is CancellationError { return table.withLock { $0.isRetrying = false } }
            }
        }
    }

    private func goesOn() -> Bool {
        table.withLock { table in
            table.isRetrying = table.isBehind
            return table.isBehind
        }
    }

    private func put(_ municipalities: [Municipality], number: Int) {
        let branded = municipalities.filter { $0.branding != .none }.map { ($0.nis, $0.branding) }
        let brandings = Dictionary(branded, uniquingKeysWith: { first, _ in first })
        table.withLock { table in
            guard table.number < number else { return }
            table.brandings = brandings
            table.mails = brandings.mapValues(MailBranding.init)
            table.number = number
        }
    }
}

extension MailBranding {
    init(_ branding: MunicipalityBranding) {
        self.init(
            senderName: branding.senderName, contact: branding.contact.map { ($0.name, $0.email, $0.phone) },
            accent: branding.accent.map { ($0.text, $0.onDark.text) })
    }
}
