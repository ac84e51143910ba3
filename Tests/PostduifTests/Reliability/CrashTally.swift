/// What runs at one point came to.
struct CrashTally {
    var runs = 0
    /// Runs that were not killed where they should have been.
    var unreached = 0
    var acknowledged = 0
    /// Acknowledged and never seen by the relay.
    var lost = 0
    var duplicates = 0
    /// Duplicates beyond what was counted in doubt, or with another Message-ID.
    var unexplained = 0
    /// Mail for nobody who asked, or with somebody else's name on it.
    var foreign = 0
    var inDoubt = 0
    /// The most in doubt after one kill.
    var inDoubtMost = 0

    static func + (left: CrashTally, right: CrashTally) -> CrashTally {
        CrashTally(
            runs: left.runs + right.runs, unreached: left.unreached + right.unreached,
            acknowledged: left.acknowledged + right.acknowledged, lost: left.lost + right.lost,
            duplicates: left.duplicates + right.duplicates, unexplained: left.unexplained + right.unexplained,
            foreign: left.foreign + right.foreign, inDoubt: left.inDoubt + right.inDoubt,
            inDoubtMost: max(left.inDoubtMost, right.inDoubtMost))
    }

    static let heading = """
        | killed | runs | acknowledged | lost | duplicates | not in doubt | foreign | in doubt, most of one kill |
        |---|---|---|---|---|---|---|---|
        """

    func row(_ title: String) -> String {
        "| \(title) | \(runs) | \(acknowledged) | \(lost) | \(duplicates) | \(unexplained) | \(foreign) | \(inDoubt), \(inDoubtMost) |"
    }
}
