import Mail
import Queue

/// The table a page of messages reads from.
enum PageSource {
    case queue, history

    var page: SQL { self == .queue ? Statements.queuePage : Statements.historyPage }
    var windowEnd: SQL { self == .queue ? Statements.queueWindowEnd : Statements.historyWindowEnd }
}

extension Connection {
    /// Newest messages of one table older than `after`, and where a filter stopped looking.
    func page(
        _ source: PageSource, _ filter: MessageFilter, after: QueueID?, limit: Int, window: Int
    ) throws -> (messages: [QueueMessage], windowEnd: QueueID?) {
        // 17 bytes come after every identifier.
        let edge: SQLValue = Self.edge(after, filter.issuedBefore).map { .id($0) } ?? .blob([UInt8](repeating: 255, count: 17))
        let messages = try rows(
            source.page, edge, filter.state.map { .int($0.code) } ?? .null, .optional(filter.kind),
            filter.lane.map { .number($0.priority) } ?? .null, .optional(filter.domain), .optional(filter.municipalities.map(Self.list)),
            .number(limit + 1), .number(window), .optional(filter.reason?.rawValue), filter.issuedBefore.map { .time($0) } ?? .null
        ) { try $0.message() }
        if messages.count > limit { return (messages, nil) }
        return (messages, try row(source.windowEnd, edge, .number(window - 1)) { try $0.id(0) })
    }

    /// Where to begin: what is asked for by age is found by the time that identifiers have, not by reading all that is younger.
    ///
    /// A mail is issued at the time of its identifier or before, so that a millisecond more is enough.
    private static func edge(_ after: QueueID?, _ issuedBefore: Instant?) -> QueueID? {
        guard let issuedBefore else { return after }
        let milliseconds = UInt64(max(0, issuedBefore.microseconds / 1_000 + 1)) & 0xFFFF_FFFF_FFFF
        let bound = QueueID(high: milliseconds << 16, low: 0)
        guard let after, after.isBefore(bound) else { return bound }
        return after
    }

    /// NIS codes, which have nothing to escape, as a JSON array.
    private static func list(_ codes: Set<String>) -> String {
        "[" + codes.sorted().map { "\"\($0)\"" }.joined(separator: ",") + "]"
    }

    /// Queued and held entries by lane whose last submission lies within a minute.
    func expiringSoon(now: Instant, minimumLeft: [String: Duration], limit: Int) throws -> [Lane: Int] {
        var counts: [Lane: Int] = [:]
        // A canary in the lane of codes never has more than a minute left, and ends without harm.
        for kind in try waitingKinds() where kind != KindTable.canary {
            let edge = now + .seconds(60) + (minimumLeft[kind] ?? .zero)
            let found = try rows(Statements.expiringByLane, .text(kind), .time(edge), .number(limit)) { (try $0.lane(0), $0.number(1)) }
            for (lane, count) in found { counts[lane, default: 0] += count }
        }
        return counts
    }
}

extension MessagePage {
    /// Of both tables the newest; nothing older than where a filter stopped looking, so that no message is passed over.
    ///
    /// - Parameter rows: That were looked at in all tables, at most.
    init(merging messages: [QueueMessage], windowEnds: [QueueID], limit: Int, rows: Int) {
        let edge = windowEnds.max { $0.isBefore($1) }
        let sorted = messages.sorted { $1.id.isBefore($0.id) }.filter { message in
            edge.map { !message.id.isBefore($0) } ?? true
        }
        let page = Array(sorted.prefix(limit))
        self.init(messages: page, next: sorted.count > limit ? page.last?.id : edge, rows: rows)
    }
}

extension Identifier {
    /// In the order of the stored bytes.
    func isBefore(_ other: Identifier) -> Bool { (high, low) < (other.high, other.low) }
}
