/// What runs at one point came to.
struct CrashTally {
    var runs = 0
    /// Runs that were not killed where they should have been.
    var unreached = 0
    var acknowledged = 0
    /// Acknowledged, never seen by the relay, and not because its life was over.
    var lost = 0
    /// Acknowledged, and its life was over before it could be submitted.
    var expired = 0
    /// Seen by the relay after the last instant of submission.
    var late = 0
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
            acknowledged: left.acknowledged + right.acknowledged, lost: left.lost + right.lost, expired: left.expired + right.expired,
            late: left.late + right.late, duplicates: left.duplicates + right.duplicates,
            unexplained: left.unexplained + right.unexplained, foreign: left.foreign + right.foreign,
            inDoubt: left.inDoubt + right.inDoubt, inDoubtMost: max(left.inDoubtMost, right.inDoubtMost))
    }

    static let heading = """
        | killed | runs | acknowledged | lost | late | expired | duplicates | not in doubt | foreign | in doubt, most of one kill |
        |---|---|---|---|---|---|---|---|---|---|
        """

    func row(_ title: String) -> String {
        "| \(title) | \(runs) | \(acknowledged) | \(lost) | \(late) | \(expired) | \(duplicates) | \(unexplained) | \(foreign) "
            + "| \(inDoubt), \(inDoubtMost) |"
    }
}
