import Metrics
package import Queue
import Synchronization

/// The gate before every request that makes mail: one octet is read for each, whatever was measured for it.
///
/// Metrics: `postduif_admission_refusals_total{reason}`, `postduif_admission_closed{reason}`.
package final class Admission: Sendable {
    private let refused = Atomic<UInt8>(0)

    package init() {
        for reason in AdmissionReason.allCases { Self.refusals(reason).increment(by: 0) }
        show([])
    }

    /// What is refused now.
    package var reasons: AdmissionReasons { AdmissionReasons(rawValue: refused.load(ordering: .relaxed)) }

    /// Sets what is refused from now on. Returns what was before.
    @discardableResult
    package func set(_ reasons: AdmissionReasons) -> AdmissionReasons {
        let former = AdmissionReasons(rawValue: refused.exchange(reasons.rawValue, ordering: .relaxed))
        if former != reasons { show(reasons) }
        return former
    }

    /// Whether a mail of this lane may be asked for.
    ///
    /// - Throws: `overloaded` with the time to come again.
    package func admit(_ lane: Lane) throws(Problem) {
        let reasons = reasons
        guard !reasons.isEmpty, let reason = reasons.all.first(where: { $0.concerns(lane) }) else { return }
        Self.refusals(reason).increment()
        throw Problem(reason)
    }

    private func show(_ reasons: AdmissionReasons) {
        for reason in AdmissionReason.allCases {
            Gauge(label: "postduif_admission_closed", dimensions: [("reason", reason.rawValue)])
                .record(reasons.contains(AdmissionReasons(reason)) ? 1 : 0)
        }
    }

    private static func refusals(_ reason: AdmissionReason) -> Counter {
        Counter(label: "postduif_admission_refusals_total", dimensions: [("reason", reason.rawValue)])
    }
}

extension Problem {
    /// The same words for disk and memory: what is inside is the operators' business.
    init(_ reason: AdmissionReason) {
        self.init(
            .overloaded,
            reason == .oldestCode
                ? "Codes do not go out in time now. Nothing was done for this request: offer another way, or send it again later."
                : "Nothing was done for this request; send it again later.")
        retryAfter = reason.retryAfter
    }
}
