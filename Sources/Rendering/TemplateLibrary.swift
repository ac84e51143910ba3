package import Mail
import Synchronization

/// The texts in force, and those before them that entries were made for.
///
/// An entry names the version of its templates and is rendered with it after a change too: its variables are the ones of that version.
package final class TemplateLibrary: Sendable {
    /// Catalogs that are kept; a change more and the oldest goes.
    package static let mostFormer = 32

    private struct Shelf {
        var current: TemplateCatalog
        /// Newest first.
        var former: [TemplateCatalog]
    }

    private let shelf: Mutex<Shelf>

    /// - Parameter former: Newest first.
    package init(_ current: TemplateCatalog, former: [TemplateCatalog] = []) {
        shelf = Mutex(Shelf(current: current, former: Array(former.prefix(Self.mostFormer))))
    }

    /// What new entries are made for.
    package var current: TemplateCatalog { shelf.withLock { $0.current } }

    /// How many former ones are kept.
    package var formerCount: Int { shelf.withLock { $0.former.count } }

    /// What an entry of a version is rendered with: the texts in force where that version is kept no longer.
    ///
    /// - Parameter version: As ``TemplateCatalog/versionText(of:languages:)`` said when the entry was made.
    package func catalog(of kind: String, languages: MailLanguages, version: String) -> TemplateCatalog {
        shelf.withLock { shelf in
            if shelf.current.versionText(of: kind, languages: languages) == version { return shelf.current }
            return shelf.former.first { $0.versionText(of: kind, languages: languages) == version } ?? shelf.current
        }
    }

    /// Puts other texts in force. Equal ones change nothing.
    package func replace(with catalog: TemplateCatalog) {
        shelf.withLock { shelf in
            guard catalog.version != shelf.current.version else { return shelf.current = catalog }
            shelf.former.removeAll { $0.version == catalog.version }
            shelf.former.insert(shelf.current, at: 0)
            if shelf.former.count > Self.mostFormer { shelf.former.removeLast() }
            shelf.current = catalog
        }
    }
}
