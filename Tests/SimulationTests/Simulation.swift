import Foundation
import Mail
import Queue
import Submission
import TestKit

@testable import Delivery
@testable import StoreSQLite

/// A service with its relays, its clients and its misfortunes, out of one number. One thing happens at a time, on a clock set by hand.
final class Simulation: @unchecked Sendable {
    // @unchecked: one of scheduler, tasks and fibers runs at a time.
    let clock = ManualClock()
    let chance: Chance
    let database: SimulatedDatabase
    let plan: SimulationPlan
    let relays: [SimulatedRelay]
    var ledger = Ledger()
    var tally = SimulationTally()
    /// The run of the process that is; `nil` between a kill and the next start.
    var run: SimulatedRun?
    var runs = 0
    /// In doubt before the former process ended.
    private var lostBefore: Set<QueueID> = []
    /// The fiber that goes on now.
    private(set) var running: Fiber?
    /// Counts what happened: a fiber that found nothing looks again only after something did.
    private(set) var changes = 0
    /// All that was chosen, as one number: the same for the same seed.
    private(set) var digest: UInt64 = 0xCBF2_9CE4_8422_2325

    var rendered: [QueueID: [UInt8]] = [:]
    /// How often somebody asked for the end of a pause.
    var resumes: [QueuePause: Int] = [:]
    var timers: [(at: Duration, action: () throws -> Void)] = []
    /// What was broken in the midst of a task or a fiber.
    var violation: Violation?
    /// From here on nothing goes wrong.
    var isHealed = false
    /// What was asked for after that has gone through.
    var hasCanary = false
    var isLeaseRecordLost = false
    var boot: UInt8 = 1
    /// Commits wait for the disk until then.
    var commitsFrom: Duration = .zero
    let folder: String
    let trace: SimulationTrace?

    private static let mostSteps = 60_000
    /// How far the wall clock was set back, all in all: what was due by it waits that much longer.
    var setBack: Duration = .zero
    /// After it is well: the longest life, and the longest a breaker stays open.
    private static let mostAfterHealing: Duration = .seconds(900)

    init(seed: UInt64, database: SimulatedDatabase, trace: SimulationTrace? = nil) throws {
        (self.database, self.trace) = (database, trace)
        chance = Chance(seed: seed)
        plan = SimulationPlan(chance)
        relays = plan.relays(chance)
        folder = "/dev/shm/postduif-simulation-\(UUID().uuidString)"
        try database.empty()
    }

    var kinds: KindTable { plan.kinds }
    var patience: Int { plan.patience }

    func note(_ line: @autoclosure () -> String) {
        trace?.add("\(clock.monotonic.secondsAsDouble) \(line())")
    }

    /// Runs until everything has ended well; throws what was broken.
    func play() throws {
        defer {
            run?.end()
            try? FileManager.default.removeItem(atPath: folder)
        }
        try start()
        plan(until: plan.healedAt)
        while !isOver {
            tally.steps += 1
            guard tally.steps < Self.mostSteps, clock.monotonic < plan.healedAt + Self.mostAfterHealing + setBack else {
                throw Violation("no end: \(ledger.waiting.map { "\($0.entry.id) \($0.row?.state.rawValue ?? "")" })")
            }
            try misfortune()
            if try !goOn() { try passTime() }
            if let violation { throw violation }
        }
        try judgeEnd()
    }

    // MARK: One step

    /// Picks one of all that can happen now. `false`: nothing can.
    private func goOn() throws -> Bool {
        if let due = timers.firstIndex(where: { $0.at <= clock.monotonic }) {
            let timer = timers.remove(at: due)
            changes += 1
            try timer.action()
            return true
        }
        guard let run else { return false }
        if run.hasFailed {
            end(losingPower: false)
            return true
        }
        let jobs = run.executor.count
        let canCommit = run.store.writer.inbox.hasWork && commitsFrom <= clock.monotonic
        let fibers = run.fibers.filter { isReady($0, run) }
        let choices = jobs + (canCommit ? 1 : 0) + fibers.count
        guard choices > 0 else { return false }
        let choice = chance.below(choices)
        digest = (digest ^ UInt64(choice + 31 * choices)) &* 0x100_0000_01B3
        switch choice {
        case ..<jobs:
            changes += 1
            run.executor.run(choice)
        case jobs where canCommit:
            changes += 1
            try commit(run)
        default:
            let fiber = fibers[choice - jobs - (canCommit ? 1 : 0)]
            note("\(fiber.name) goes on")
            running = fiber
            fiber.resume()
            running = nil
        }
        return true
    }

    private func isReady(_ fiber: Fiber, _ run: SimulatedRun) -> Bool {
        if fiber.isOver { return false }
        if fiber.wakeAt <= clock.monotonic { return true }
        return fiber.isIdle && fiber.seen != changes && (run.line?.counts.waiting ?? 0) > 0
    }

    /// Nothing can happen before the next of the times that something waits for.
    private func passTime() throws {
        var next = timers.map(\.at)
        if let run {
            next += run.fibers.filter { !$0.isOver }.map(\.wakeAt) + run.sleepers.map(\.at)
            if run.store.writer.inbox.hasWork { next.append(commitsFrom) }
        }
        guard let earliest = next.min() else { throw Violation("nothing ever happens again") }
        if earliest > clock.monotonic { clock.advance(by: earliest - clock.monotonic) }
        guard let run else { return }
        let due = run.sleepers.filter { $0.at <= clock.monotonic }
        run.sleepers.removeAll { $0.at <= clock.monotonic }
        for sleeper in due { sleeper.continuation.resume() }
    }

    // MARK: Start and end of the process

    func start() throws {
        runs += 1
        let place = "\(folder)/\(runs)"
        try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
        let former = "\(folder)/\(runs - 1)/flight.bin"
        // A copy: the former process may still scribble into its own.
        if FileManager.default.fileExists(atPath: former + ".kept") {
            try FileManager.default.copyItem(atPath: former + ".kept", toPath: place + "/flight.bin")
        }
        let run = SimulatedRun(world: self, folder: place)
        self.run = run
        note("start \(runs)")
        ledger.started(connections: relays.map(\.configuration.connections).reduce(0, +), lostBefore: lostBefore)
        try run.start(boot: boot, slots: plan.slots)
    }

    /// The process is killed, or the power goes: what is in the database stays, and what is in the recorder unless the power went.
    func end(losingPower: Bool) {
        guard let run else { return }
        note(losingPower ? "power lost" : "killed")
        if losingPower {
            boot += 1
            isLeaseRecordLost = true
        }
        let recorder = run.folder + "/flight.bin"
        try? FileManager.default.copyItem(atPath: recorder, toPath: recorder + ".kept")
        lostBefore = run.claims.lost
        run.end()
        self.run = nil
        after(chance.milliseconds(10...8_000)) { try self.start() }
    }

    func after(_ wait: Duration, _ action: @escaping () throws -> Void) {
        timers.append((clock.monotonic + wait, action))
    }
}
