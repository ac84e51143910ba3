import Logging
import Synchronization

/// Keeps the messages that were logged.
final class LogBook: Sendable {
    private let lines = Mutex<[String]>([])

    var messages: [String] { lines.withLock { $0 } }

    /// How often this message was logged.
    func count(_ message: String) -> Int { lines.withLock { $0.count { $0 == message } } }

    struct Handler: LogHandler {
        let book: LogBook
        var metadata: Logger.Metadata = [:]
        var logLevel: Logger.Level = .info

        init(book: LogBook) { self.book = book }

        subscript(metadataKey key: String) -> Logger.Metadata.Value? {
            get { metadata[key] }
            set { metadata[key] = newValue }
        }

        func log(event: LogEvent) { book.lines.withLock { $0.append("\(event.message)") } }
    }
}
