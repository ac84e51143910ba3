import Mail
import TestKit

@testable import Submission

/// Opens connections to the simulated relays, after a while, if they listen.
final class SimulatedDialer: RelayDialer, @unchecked Sendable {
    // @unchecked: used by the fiber that runs.
    private unowned let world: Simulation
    private unowned let run: SimulatedRun

    init(world: Simulation, run: SimulatedRun) { (self.world, self.run) = (world, run) }

    func connect(
        to relay: RelayConfiguration, pipelining: Bool, parameters: Bool, clock: any TimeSource
    ) throws(ConnectFailure) -> any RelayLink {
        guard let fiber = world.running, let relay = world.relays.first(where: { $0.configuration.name == relay.name }) else {
            throw ConnectFailure(.fault(.connectFailed, at: .connect), detail: "")
        }
        fiber.wakeAt = world.clock.monotonic + relay.latency
        if !run.isOver { fiber.pause() }
        if run.isOver { throw ConnectFailure(.fault(.connectFailed, at: .connect), detail: "") }
        if let refusal = relay.greeting() { throw ConnectFailure(refusal, detail: "") }
        return SimulatedLink(relay, pipelining: pipelining, parameters: parameters, world: world, run: run, fiber: fiber)
    }
}
