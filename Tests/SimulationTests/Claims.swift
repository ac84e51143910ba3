import Mail
import Queue

/// Which connection is at the content of which entry: from its first octet to its settlement or the connection's end.
final class Claims: @unchecked Sendable {
    // @unchecked: one of scheduler, tasks and fibers runs at a time.
    private var links: [QueueID: ObjectIdentifier] = [:]

    /// Whether nobody else is at it.
    func take(_ id: QueueID, by link: AnyObject) -> Bool {
        defer { links[id] = ObjectIdentifier(link) }
        return links[id].map { $0 == ObjectIdentifier(link) } ?? true
    }

    func settled(_ id: QueueID) { links[id] = nil }

    func closed(_ link: AnyObject) {
        let link = ObjectIdentifier(link)
        links = links.filter { $0.value != link }
    }
}
