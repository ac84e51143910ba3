import API
import Delivery
import Mail
import Queue

/// Ready while the store can write; degraded while no relay, or not every relay, is to be had.
///
/// The templates were proved before the service started; a service without proved templates does not run.
struct ServiceReadiness: ReadinessReporting {
    let store: any QueueStore
    let pool: RelayPool

    func readiness() async -> Readiness {
        do throws(StoreFault) {
            try await store.checkWritable()
        } catch {
            return .unready(reason: "the store cannot write: \(error.metricLabel)")
        }
        guard let outage = pool.outage else { return .ready }
        return .degraded(reason: "relay \(outage.relay) is away: \(outage.reason.rawValue)")
    }
}

/// The pool's state as the API shows it.
struct PoolReport: RelayReporting {
    let pool: RelayPool

    var relays: [RelayReport] {
        pool.status().map {
            RelayReport(
                name: $0.name, breaker: $0.standing, priority: $0.priority, weight: $0.weight, connections: $0.connections,
                concurrency: $0.concurrency, inFlight: $0.inFlight, isPlain: $0.isPlain, isBare: $0.isBare)
        }
    }
}
