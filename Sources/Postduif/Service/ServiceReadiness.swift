import API
import Delivery
import Mail
import Queue

/// Ready while the store can write; degraded while no relay, or not every relay, is to be had, a lane is paused, new mails are refused,
/// canaries are missed, a certificate is about to end, while the issuer's keys are not confirmed, and while mails may show a former contact.
///
/// The templates were proved before the service started; a service without proved templates does not run.
struct ServiceReadiness: ReadinessReporting {
    let store: any QueueStore
    let pool: RelayPool
    let admission: Admission
    let pausedLanes: @Sendable () -> [Lane]
    let certificates: CertificateRule
    /// `nil`: none are sent.
    let canaries: CanaryRule?
    let clock: any TimeSource
    /// ``KeySetCache/trouble``; `nil` also without an issuer.
    let signIn: @Sendable () -> String?
    /// ``MunicipalityBrands/trouble``.
    let brands: @Sendable () -> String?

    func readiness() async -> Readiness {
        do throws(StoreFault) {
            try await store.checkWritable()
        } catch {
            return .unready(reason: "the store cannot write: \(error.metricLabel)")
        }
        let outage = pool.outage.map { ReadinessReason.relayAway($0.relay, $0.reason) }
        let (relays, now) = (pool.status(), clock.now)
        let reasons =
            [outage].compactMap(\.self) + pausedLanes().map { .lanePaused($0) } + admission.reasons.all.map { .admission($0) }
            + (canaries?.overdue(relays, now: now) ?? []) + certificates.ending(relays, now: now)
            + [signIn()].compactMap { $0.map { .signIn($0) } } + [brands()].compactMap { $0.map { .municipalities($0) } }
        return reasons.isEmpty ? .ready : .degraded(reasons)
    }
}

/// The pool's state as the API shows it.
struct PoolReport: RelayReporting {
    let pool: RelayPool

    var relays: [RelayReport] {
        pool.status().map {
            RelayReport(
                name: $0.name, breaker: $0.standing, priority: $0.priority, weight: $0.weight, connections: $0.connections,
                concurrency: $0.concurrency, inFlight: $0.inFlight, isPlain: $0.isPlain, isBare: $0.isBare, reason: $0.reason,
                certificateEnds: $0.certificateEnds,
                canaries: $0.canaries)
        }
    }
}
