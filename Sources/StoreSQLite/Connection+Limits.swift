import Issuance
import Mail

extension Connection {
    /// Which of several requests in a row a limit would refuse; one that is refused counts nothing against those after it.
    ///
    /// - Parameter recent: Counters that were not in their table before this connection began to read.
    func refusals(
        of charges: [[LimitCharge]], recent: [SubjectKey: LimitCounters], now: Instant
    ) throws -> [LimitRefusal?] {
        var counters: [[UInt8]: LimitCounters] = [:]
        return try charges.map { request in
            for charge in request where counters[charge.subject] == nil {
                let key = SubjectKey(charge.subject)
                counters[charge.subject] =
                    try recent[key] ?? row(Statements.limitCounters, .key(key)) { $0.limitCounters() } ?? LimitCounters.none
            }
            let full = request.first { (counters[$0.subject] ?? .none).used($0.window, at: now) >= $0.maximum }
            if let full {
                let left = (counters[full.subject] ?? .none).left(full.window, at: now)
                return LimitRefusal(limit: full.limit, retryAfter: left)
            }
            for subject in Set(request.map(\.subject)) { counters[subject]?.add(at: now) }
            return nil
        }
    }
}
