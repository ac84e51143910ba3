import Foundation
import Logging
import Mail
import Queue
import StoreSQLite
import Submission
import TestKit

@testable import Delivery

/// One run of the process, from its start to a kill: the real line over the real store, with fibers for threads.
final class SimulatedRun: @unchecked Sendable {
    // @unchecked: one of scheduler, tasks and fibers runs at a time; late tasks of an ended run read `isOver` only.
    let executor = SimulatedExecutor()
    let store: SimulatedStore
    let folder: String
    private(set) var line: DeliveryLine?
    private(set) var pool: RelayPool?
    private(set) var fibers: [Fiber] = []
    private(set) var isOver = false
    /// The start failed, as the service's would: it is started again.
    private(set) var hasFailed = false
    let claims = Claims()
    /// Tasks that wait for time.
    var sleepers: [(at: Duration, continuation: CheckedContinuation<Void, any Error>)] = []
    private var task: Task<Void, Never>?
    private unowned let world: Simulation

    init(world: Simulation, folder: String) {
        (self.world, self.folder) = (world, folder)
        store = SimulatedStore(world.database, clock: world.clock, claims: claims)
    }

    /// Starts as the service does; what it does comes from the scheduler.
    func start(boot: UInt8, slots: Int) throws {
        let pool = RelayPool(world.relays.map(\.configuration), clock: world.clock)
        let (recorder, former) = try FlightRecorder.open(directory: folder, bootIdentifier: [boot], slots: slots)
        let services = LineServices(
            store: store, seal: PlainSeal(), kinds: world.kinds,
            render: { [unowned self] entry, content in try world.render(entry, content, self) },
            clock: world.clock, random: world.chance.fork(), logger: Logger(label: "simulation") { _ in SwiftLogNoOpLogHandler() },
            pause: { [weak self] duration in try await self?.sleep(duration) }, dialer: SimulatedDialer(world: world, run: self))
        let line = DeliveryLine(
            services: services, pool: pool, recorder: recorder, former: former, domains: [], besideCodes: 4,
            retention: Retention(),
            begin: { [unowned self] name, loop, ended in begin(name, loop, ended) })
        (self.line, self.pool) = (line, pool)
        task = Task(executorPreference: executor) { [weak self] in
            do { try await line.run() } catch { self?.hasFailed = true }
        }
    }

    /// Does something beside the line, as a request or an operator would.
    func perform(_ body: @escaping @Sendable () async -> Void) {
        _ = Task(executorPreference: executor, operation: body)
    }

    /// The process is gone: what it had in memory reaches nothing any more.
    func end() {
        isOver = true
        store.end()
        for fiber in fibers { while !fiber.isOver { fiber.resume() } }
        for sleeper in sleepers { sleeper.continuation.resume(throwing: CancellationError()) }
        sleepers = []
        task?.cancel()
        executor.end()
    }

    /// Longer than a thread of the service waits: nothing would happen meanwhile but the end of an idle connection.
    private var idleFor: Duration {
        let isCalm = pool?.status().allSatisfy { $0.breaker == .closed } ?? false
        return .seconds(isCalm ? 20 : 4)
    }

    private func sleep(_ duration: Duration) async throws {
        try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
            guard !isOver else { return continuation.resume(throwing: CancellationError()) }
            sleepers.append((world.clock.monotonic + duration * world.patience, continuation))
        }
    }

    private func begin(_ name: String, _ loop: @escaping () -> ConnectionLoop, _ ended: @escaping () -> Void) -> Bool {
        let fiber = Fiber(name) { [unowned self] fiber in
            let loop = loop()
            while !isOver, !loop.lanes.isClosed {
                fiber.seen = world.changes
                loop.turn(waitingAtMost: .zero)
                guard !isOver else { break }
                fiber.isIdle = true
                fiber.wakeAt = world.clock.monotonic + idleFor
                fiber.pause()
                fiber.isIdle = false
            }
            loop.closeConnection(sayingQuit: false)
            ended()
        }
        fibers.append(fiber)
        return true
    }
}
