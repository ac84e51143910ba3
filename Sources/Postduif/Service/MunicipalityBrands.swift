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
    }

    private let store: any MunicipalityStore
    private let logger: Logger
    private let table = Mutex(Table())

    /// A reading that fails is tried this often: the commit before it was good.
    private static let attempts = 3

    /// Empty until ``reload()``.
    init(store: any MunicipalityStore, logger: Logger) {
        self.store = store
        self.logger = logger
    }

    /// `nil` where the municipality has none of its own.
    func branding(of municipality: String) -> MunicipalityBranding? {
        table.withLock { $0.brandings[municipality] }
    }

    /// As mails take it.
    func mailBranding(of municipality: String) -> MailBranding? {
        table.withLock { $0.mails[municipality] }
    }

    /// Reads all again, and puts them in place whole. Of two at once the one that began last counts.
    func reload() async {
        let number = table.withLock { table in
            table.begun += 1
            return table.begun
        }
        for _ in 0..<Self.attempts {
            guard let municipalities = try? await store.municipalities() else { continue }
            let branded = municipalities.filter { $0.branding != .none }.map { ($0.nis, $0.branding) }
            let brandings = Dictionary(branded, uniquingKeysWith: { first, _ in first })
            table.withLock { table in
                guard table.number < number else { return }
                table.brandings = brandings
                table.mails = brandings.mapValues(MailBranding.init)
                table.number = number
            }
            return
        }
        logger.error(
            "the senders and contacts of municipalities were not read again: mails show the former ones until the next change or start")
    }
}

extension MailBranding {
    init(_ branding: MunicipalityBranding) {
        self.init(
            senderName: branding.senderName, contact: branding.contact.map { ($0.name, $0.email, $0.phone) },
            accent: branding.accent.map { ($0.text, $0.onDark.text) })
    }
}
