import Issuance
import Mail

/// The newest activations of one municipality, or of all; and where a filter stopped looking.
struct ActivationPart {
    let items: [ActivationPage.Item]
    /// `nil`: it found enough, or reached the end.
    let windowEnd: ActivationID?
}

extension Connection {
    /// One item more than the limit, where there is one: it shows that a further page follows.
    func activations(
        _ filter: ActivationFilter, of municipality: String?, after: ActivationID?, limit: Int, now: Instant, window: Int
    ) throws -> ActivationPart {
        // 17 bytes come after every identifier.
        let edge: SQLValue = after.map { .id($0) } ?? .blob([UInt8](repeating: 255, count: 17))
        let (state, citizenCase) = (SQLValue.optional(filter.state?.rawValue), SQLValue.optional(filter.case?.rawValue))
        let (most, rows, time) = (SQLValue.number(limit + 1), SQLValue.number(window), SQLValue.time(now))
        guard let municipality else {
            let items = try self.rows(Statements.activationPage, edge, state, citizenCase, most, time, rows) { try $0.activationItem() }
            if items.count > limit { return ActivationPart(items: items, windowEnd: nil) }
            return ActivationPart(
                items: items, windowEnd: try row(Statements.activationWindowEnd, edge, .number(window - 1)) { try $0.id(0) })
        }
        let items = try self.rows(Statements.activationPageOf, edge, state, citizenCase, most, time, rows, .text(municipality)) {
            try $0.activationItem()
        }
        if items.count > limit { return ActivationPart(items: items, windowEnd: nil) }
        return ActivationPart(
            items: items,
            windowEnd: try row(Statements.activationWindowEndOf, edge, .number(window - 1), .text(municipality)) { try $0.id(0) })
    }
}

extension Connection {
    /// Whether an address serves a citizen other than this one, all given by HMAC: in a pending activation, or a digital key in force.
    func isAddressOfAnother(_ address: [UInt8], than citizen: [UInt8], now: Instant) throws -> Bool {
        try [Statements.activationOfAnother, Statements.keyOfAnother].contains { statement in
            try row(statement, .blob(address), .blob(citizen), .time(now)) { _ in true } ?? false
        }
    }
}

extension ActivationPage {
    /// Of all parts the newest; nothing older than where a filter stopped looking, so that none is passed over.
    init(merging parts: [ActivationPart], limit: Int) {
        let edge = parts.compactMap(\.windowEnd).max { $0.isBefore($1) }
        let sorted = parts.flatMap(\.items).sorted { $1.activation.id.isBefore($0.activation.id) }.filter { item in
            edge.map { !item.activation.id.isBefore($0) } ?? true
        }
        let page = Array(sorted.prefix(limit))
        self.init(items: page, next: sorted.count > limit ? page.last?.activation.id : edge)
    }
}
