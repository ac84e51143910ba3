import Issuance
import Metrics

/// `postduif_limit_refusals_total{limit}`: requests that a limit refused, by the limit's name in the configuration.
enum LimitRefusals {
    /// Shows every limit from the start, with 0: a rate can then be told from the first refusal on.
    static func begin() {
        for limit in LimitCharge.limits { counter(limit).increment(by: 0) }
    }

    static func count(_ limit: String) {
        counter(limit).increment()
    }

    private static func counter(_ limit: String) -> Counter {
        Counter(label: "postduif_limit_refusals_total", dimensions: [("limit", limit)])
    }
}
