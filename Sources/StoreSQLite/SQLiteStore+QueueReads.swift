import GRDB
package import Mail
package import Queue

extension SQLiteStore {
    /// Entries about to expire that are counted of one kind.
    private static let expiringCounted = 10_000

    package func pauses() async throws(StoreFault) -> Set<QueuePause> {
        try await read { try $0.pauses() }
    }

    package func nextDue(in lanes: Set<Lane>) async throws(StoreFault) -> Instant? {
        try await read { db in
            try lanes
                .compactMap { lane in try db.row(Statements.nextDue, .number(lane.priority)) { $0.optionalTime(0) } ?? nil }
                .min()
        }
    }

    package func oldestUntried(in lane: Lane) async throws(StoreFault) -> Instant? {
        try await read { try $0.row(Statements.oldestUntried, .number(lane.priority)) { $0.optionalTime(0) } ?? nil }
    }

    package func message(_ id: QueueID) async throws(StoreFault) -> QueueMessage? {
        try await read { try $0.message(id) }
    }

    package func messages(_ filter: MessageFilter, after: QueueID?, limit: Int) async throws(StoreFault) -> MessagePage {
        let limit = min(max(limit, 1), Limits.pageItems)
        return try await read { db in
            var sources = [PageSource.queue, .history]
            if filter.isWaiting { sources = [.queue] }
            if let state = filter.state { sources.removeAll { $0 == (state.isTerminal ? .queue : .history) } }
            var messages: [QueueMessage] = []
            var ends: [QueueID] = []
            for source in sources {
                let part = try db.page(source, filter, after: after, limit: limit, window: Limits.filteredRows)
                messages += part.messages
                if let end = part.windowEnd { ends.append(end) }
            }
            return MessagePage(merging: messages, windowEnds: ends, limit: limit, rows: sources.count * Limits.filteredRows)
        }
    }

    package func summary(now: Instant, minimumLeft: [String: Duration]) async throws(StoreFault) -> QueueSummary {
        try await read { db in
            let counted = try db.rows(Statements.counters) { (try $0.lane(0), try $0.state(1), $0.number(2)) }
            var counts: [QueueState: [Lane: Int]] = [:]
            for (lane, state, count) in counted { counts[state, default: [:]][lane] = count }
            let expiring = try db.expiringSoon(now: now, minimumLeft: minimumLeft, limit: Self.expiringCounted)
            let lanes = try Lane.allCases.map { lane in
                let oldest = try [Statements.oldestQueued, Statements.oldestLeased]
                    .compactMap { try db.row($0, .number(lane.priority)) { $0.optionalTime(0) } ?? nil }.min()
                return LaneSummary(
                    lane: lane, queued: counts[.queued]?[lane] ?? 0, leased: counts[.leased]?[lane] ?? 0,
                    held: counts[.held]?[lane] ?? 0, oldestAge: oldest.map { now - $0 }, willExpire: expiring[lane] ?? 0)
            }
            let totals = QueueState.allCases.filter(\.isTerminal).map { ($0, (counts[$0] ?? [:]).values.reduce(0, +)) }
            return QueueSummary(lanes: lanes, totals: Dictionary(uniqueKeysWithValues: totals))
        }
    }
}
