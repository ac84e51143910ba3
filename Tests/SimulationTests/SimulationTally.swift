/// How much of everything the simulations saw: without it nobody knows whether they try anything.
struct SimulationTally {
    var steps = 0
    var messages = 0
    var accepted = 0
    var copies = 0
    var inDoubt = 0
    var kills = 0
    var powerLosses = 0
    var clockSteps = 0
    var failedCommits = 0
    var cutCommits = 0
    var withdrawn = 0
    var expired = 0
    var rejected = 0
    var held = 0

    static func += (left: inout SimulationTally, right: SimulationTally) {
        left.steps += right.steps
        left.messages += right.messages
        left.accepted += right.accepted
        left.copies += right.copies
        left.inDoubt += right.inDoubt
        left.kills += right.kills
        left.powerLosses += right.powerLosses
        left.clockSteps += right.clockSteps
        left.failedCommits += right.failedCommits
        left.cutCommits += right.cutCommits
        left.withdrawn += right.withdrawn
        left.expired += right.expired
        left.rejected += right.rejected
        left.held += right.held
    }
}
