import Issuance
import Mail
package import Queue

/// Pauses and resumes by name, with the words for a refusal: the routes and the admin socket answer alike.
package struct PauseOperations: Sendable {
    /// What to pause or resume; each that is given.
    package struct Names: Codable, Hashable, Sendable {
        package var lane: String?
        package var relay: String?
        package var domain: String?

        package init(lane: String? = nil, relay: String? = nil, domain: String? = nil) {
            self.lane = lane
            self.relay = relay
            self.domain = domain
        }
    }

    private let control: any PauseControlling
    /// The configured ones.
    private let relays: [String]

    package init(control: any PauseControlling, relays: [String]) {
        self.control = control
        self.relays = relays
    }

    /// Does it, once all names are known to be right.
    ///
    /// - Returns: All that is paused afterwards, in order.
    /// - Throws: ``Problem``: `invalid`, `conflict` when too much is paused already; ``StoreFault``.
    package func setPaused(_ isPaused: Bool, _ names: Names, by actor: AuditActor) async throws -> [QueuePause] {
        var faults: [FieldFault] = []
        var wanted: [QueuePause] = []
        if let lane = names.lane {
            if let pause = QueuePause(.lane, name: lane) { wanted.append(pause) } else { faults.append(Self.laneFault) }
        }
        if let relay = names.relay {
            let isKnown = if relays.contains(relay) { true } else { await control.pauses.contains(.relay(relay)) }
            if isKnown { wanted.append(.relay(relay)) } else { faults.append(relayFault) }
        }
        if let domain = names.domain {
            if let address = try? EmailAddress("x@\(domain)"), !domain.contains("@") {
                wanted.append(.domain(address.domain))
            } else {
                faults.append(FieldFault(field: "domain", reason: "is no domain of an e-mail address, such as example.be"))
            }
        }
        if wanted.isEmpty, faults.isEmpty { faults.append(FieldFault(field: "lane", reason: "is missing; give lane, relay or domain")) }
        if !faults.isEmpty { throw Problem.invalid(faults) }
        if isPaused, await control.pauses.union(wanted).count > Limits.pauses {
            throw Problem(.conflict, "No more than \(Limits.pauses) pauses are kept. Resume something first.")
        }
        for pause in wanted { try await control.setPaused(isPaused, pause, by: actor) }
        return await Self.sorted(control.pauses)
    }

    /// In the order of lists: lanes, relays, domains.
    package static func sorted(_ pauses: Set<QueuePause>) -> [QueuePause] {
        QueuePause.Subject.allCases.flatMap { subject in pauses.filter { $0.subject == subject }.sorted { $0.name < $1.name } }
    }

    private static var laneFault: FieldFault {
        FieldFault(field: "lane", reason: "must be one of \(Lane.allCases.map(\.rawValue).joined(separator: ", "))")
    }

    private var relayFault: FieldFault {
        FieldFault(field: "relay", reason: "must be one of \(relays.joined(separator: ", "))")
    }
}
