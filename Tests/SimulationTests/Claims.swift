import Mail
import Queue

/// Which connection is at the content of which entry: from its first octet to its settlement or the connection's end.
final class Claims: @unchecked Sendable {
    // @unchecked: one of scheduler, tasks and fibers runs at a time.
    private var links: [QueueID: ObjectIdentifier] = [:]
    /// The relay went after their dots: they are in doubt, whether that is on disk yet or not.
    private(set) var lost: Set<QueueID> = []

    /// Whether nobody else is at it.
    func take(_ id: QueueID, by link: AnyObject) -> Bool {
        lost.remove(id)
        defer { links[id] = ObjectIdentifier(link) }
        return links[id].map { $0 == ObjectIdentifier(link) } ?? true
    }

    /// Told when a settlement is asked for.
    func settled(_ settlement: Settlement) {
        let id = settlement.lease.entry.id
        links[id] = nil
        if settlement.reason == .resendAfterDoubt || settlement.next == .finished(.inDoubt) { lost.insert(id) }
    }

    func closed(_ link: AnyObject) {
        let link = ObjectIdentifier(link)
        links = links.filter { $0.value != link }
    }
}
