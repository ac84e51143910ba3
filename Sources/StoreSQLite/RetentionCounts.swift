import Issuance

/// How many of each retention deleted.
struct RetentionCounts: Hashable {
    var history = 0
    var activations = 0
    var digitalKeys = 0
    var codes = 0
    /// Of persons without a role.
    var names = 0
    var audit = 0

    var total: Int { history + activations + digitalKeys + codes + names + audit }

    /// For the audit log: what there was none of is not named.
    var words: [AuditWord] {
        let all: [(StaticString, Int)] = [
            ("history", history), ("activations", activations), ("digital_keys", digitalKeys), ("codes", codes), ("names", names),
            ("audit", audit),
        ]
        return all.filter { $0.1 > 0 }.map { AuditWord($0.0, $0.1) }
    }

    static func += (sum: inout RetentionCounts, more: RetentionCounts) {
        sum.history += more.history
        sum.activations += more.activations
        sum.digitalKeys += more.digitalKeys
        sum.codes += more.codes
        sum.names += more.names
        sum.audit += more.audit
    }
}
