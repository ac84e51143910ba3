import Mail
import Submission
import TestKit

/// A connection to a simulated relay. Blocks as the real one does: its fiber waits, and the world goes on.
final class SimulatedLink: RelayLink {
    let configuration: RelayConfiguration
    let capabilities: RelayCapabilities
    let hasParameters: Bool
    let certificateEnds: Instant? = nil
    private let world: Simulation
    private let run: SimulatedRun
    private let fiber: Fiber
    private let claims: Claims
    private var session: SimulatedSession
    /// When the content that is being written was begun: wall clock and monotonic.
    private var contentStart: (wall: Instant, at: Duration)?

    init(_ relay: SimulatedRelay, pipelining: Bool, parameters: Bool, world: Simulation, run: SimulatedRun, fiber: Fiber) {
        configuration = relay.configuration
        capabilities = relay.capabilities(pipelining: pipelining, parameters: parameters)
        hasParameters = parameters
        session = SimulatedSession(relay)
        (self.world, self.run, self.fiber, claims) = (world, run, fiber, run.claims)
    }

    deinit { claims.closed(self) }

    func write(_ octets: ArraySlice<UInt8>, within limit: Duration) throws(TransportFault) {
        var left = octets.dropFirst(try writeSome(octets))
        let deadline = world.clock.monotonic + limit
        while !left.isEmpty {
            try wait(until: min(deadline, world.clock.monotonic + world.chance.milliseconds(1...8_000)))
            guard world.clock.monotonic < deadline else { throw .timedOut }
            left = left.dropFirst(try writeSome(left))
        }
    }

    func writeSome(_ octets: ArraySlice<UInt8>) throws(TransportFault) -> Int {
        guard !octets.isEmpty else { return 0 }
        // The last look was right before this.
        if session.awaitsContent, contentStart == nil {
            contentStart = (world.clock.now, world.clock.monotonic)
            world.contentBegins(for: session.recipient, on: self, of: run)
        }
        try perhapsOthersFirst()
        if session.closesAt.map({ $0 <= world.clock.monotonic }) ?? false {
            // Before the reset comes back, the system takes octets that nobody reads.
            if world.chance.once(in: 2) { return octets.count }
            throw .connectionLost
        }
        let count = world.chance.once(in: 10) ? world.chance.below(octets.count + 1) : octets.count
        for message in session.take(octets.prefix(count), at: world.clock.monotonic) {
            world.relay(took: message, of: run, contentStart)
            contentStart = nil
        }
        try perhapsOthersFirst()
        return count
    }

    func read(within limit: Duration, _ body: (ArraySlice<UInt8>) -> Void) throws(TransportFault) {
        let deadline = world.clock.monotonic + limit
        while true {
            let now = world.clock.monotonic
            let heard = session.hear(at: now, most: world.chance.once(in: 8) ? world.chance.between(1...9) : 4_096)
            if !heard.isEmpty { return body(heard[...]) }
            let next = session.spoken.first?.at
            if next == nil, let end = session.closesAt, end <= now { throw .connectionLost }
            guard now < deadline else { throw .timedOut }
            try wait(until: min(deadline, next ?? session.closesAt ?? deadline))
        }
    }

    func isQuiet() -> Bool {
        if run.isOver { return false }
        if session.relay.breaks { session.close(at: world.clock.monotonic) }
        return session.closesAt == nil && session.spoken.isEmpty
    }

    func quit() {}

    private func perhapsOthersFirst() throws(TransportFault) {
        if world.chance.once(in: 4) { try wait(until: world.clock.monotonic) }
    }

    private func wait(until instant: Duration) throws(TransportFault) {
        fiber.wakeAt = instant
        if !run.isOver { fiber.pause() }
        if run.isOver { throw .connectionLost }
    }
}
