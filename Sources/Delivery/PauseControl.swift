import Logging
import Mail
package import Queue

/// Keeps what is paused in the store and applies it to lanes and relays, one change after the other.
package actor PauseControl: PauseControlling {
    private let services: LineServices
    private let lanes: ReadyLanes
    private let settler: Settler
    /// A change is being made: the others wait, so that store and memory never differ.
    private var isChanging = false
    private var waiting: [CheckedContinuation<Void, Never>] = []
    package private(set) var pauses: Set<QueuePause> = []

    private static let releaseBatch = 500

    init(services: LineServices, lanes: ReadyLanes, settler: Settler) {
        self.services = services
        self.lanes = lanes
        self.settler = settler
    }

    /// Applies what the store says. Called before anything is leased.
    func load() async throws {
        try await afterTheOthers { control in
            for pause in try await control.services.store.pauses() { control.apply(true, pause) }
        }
    }

    package func setPaused(_ isPaused: Bool, _ pause: QueuePause, by actor: AuditActor) async throws {
        try await afterTheOthers { control in
            try await control.services.store.setPaused(isPaused, pause, by: actor, now: control.services.clock.now)
            control.apply(isPaused, pause)
            // The first of them at once, all others with the sweep.
            if !isPaused, pause.subject == .domain {
                _ = try await control.services.store.releasePaused(now: control.services.clock.now, limit: Self.releaseBatch)
            }
        }
    }

    /// An actor alone lets a second change in while the first waits for the store.
    private func afterTheOthers(_ body: (isolated PauseControl) async throws -> Void) async throws {
        // Who is woken has the turn already: nobody comes in between.
        if isChanging { await withCheckedContinuation { waiting.append($0) } }
        isChanging = true
        defer { if waiting.isEmpty { isChanging = false } else { waiting.removeFirst().resume() } }
        try await body(self)
    }

    private func apply(_ isPaused: Bool, _ pause: QueuePause) {
        if isPaused { pauses.insert(pause) } else { pauses.remove(pause) }
        services.logger.notice(
            "pause changed",
            metadata: ["pause.subject": "\(pause.subject.rawValue)", "pause.name": "\(pause.name)", "pause.on": "\(isPaused)"])
        switch pause {
        case .lane(let lane):
            lanes.setPaused(isPaused, lane)
            if isPaused { settler.returnPaused() } else { lanes.wake(due: [lane]) }
        case .relay(let name): settler.setPaused(isPaused, relay: name)
        case .domain(let domain): lanes.setPaused(isPaused, domain: domain)
        }
    }
}
