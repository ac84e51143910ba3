/// A relay that misbehaves exactly as told: the deterministic half of the inbox's faults, for tests.
///
/// The first rule that matches a visit decides it. Rules can be added while sessions run; visits are counted for each rule
/// from then on. What hangs is released by the test, never by time.
package final class RelayScript: Sendable {
    struct State: Sendable {
        var rules: [(rule: ScriptRule, visits: Int)] = []
        var withheld: Set<SMTPExtension> = []
        var pipeliningFault: PipeliningFault?
        var visits: [ScriptStage: Int] = [:]
        var parked: [UInt64: @Sendable () -> Void] = [:]
        var lastParked: UInt64 = 0
    }

    let state = Observed(State())

    /// - Parameter withheld: Extensions that are not offered.
    package init(_ rules: [ScriptRule] = [], withheld: Set<SMTPExtension> = [], pipeliningFault: PipeliningFault? = nil) {
        state.mutate {
            $0.rules = rules.map { ($0, 0) }
            $0.withheld = withheld
            $0.pipeliningFault = pipeliningFault
        }
    }

    /// Appends a rule; earlier ones come first.
    package func add(_ rule: ScriptRule) {
        state.mutate { $0.rules.append((rule, 0)) }
    }

    /// Takes all rules and faults away: the relay has recovered. What hangs goes on hanging until released.
    package func clear() {
        state.mutate {
            $0.rules = []
            $0.withheld = []
            $0.pipeliningFault = nil
        }
    }

    /// Lets every session that hangs now go on.
    package func release() {
        let parked = state.mutate { state in
            defer { state.parked = [:] }
            return Array(state.parked.values)
        }
        for resume in parked { resume() }
    }

    /// How often a stage was reached, over all connections.
    package func visits(_ stage: ScriptStage) -> Int {
        state.read { $0.visits[stage] ?? 0 }
    }

    /// How many sessions hang now.
    package var hanging: Int { state.read { $0.parked.count } }

    /// Waits until a stage was reached so often. `false` when the time is over first.
    package func wait(for stage: ScriptStage, visits: Int = 1, timeout: Duration = .seconds(10)) async -> Bool {
        await state.wait(timeout: timeout) { $0.visits[stage] ?? 0 >= visits }
    }

    /// Waits until so many sessions hang. `false` when the time is over first.
    package func wait(untilHanging count: Int, timeout: Duration = .seconds(10)) async -> Bool {
        await state.wait(timeout: timeout) { $0.parked.count >= count }
    }

    /// Waits until at most so many sessions hang: the others were released, or their clients left.
    package func wait(untilHangingAtMost count: Int, timeout: Duration = .seconds(10)) async -> Bool {
        await state.wait(timeout: timeout) { $0.parked.count <= count }
    }
}
