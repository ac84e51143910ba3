import Mail
import Queue
import Submission
import TestKit

/// What a seed decides before anything runs: relays, kinds, how many messages, and how much goes wrong.
struct SimulationPlan {
    /// A code that lives long enough to be accepted in any case.
    static let canary = "last_code"

    let messages: Int
    let operations: Int
    /// When everything is well again. Monotonic.
    let healedAt: Duration
    /// One in so many steps; 0: never.
    let crashes: Int
    let clockSteps: Int
    /// One in so many commits; 0: never.
    let commitFaults: Int
    /// Places in the flight recorder.
    let slots: Int
    let patience: Int
    let kinds: KindTable

    init(_ chance: Chance) {
        messages = chance.between(2...14)
        operations = chance.below(8)
        healedAt = .seconds(Int64(chance.between(10...90)))
        crashes = chance.pick([0, 30, 80, 200, 500])
        clockSteps = chance.pick([0, 0, 150, 400])
        commitFaults = chance.pick([0, 0, 5, 15])
        slots = chance.pick([2, 3, 32])
        patience = chance.pick([1, 3, 8])
        var table = KindTable()
        // Short lives, so that little time shows a whole one.
        let lives: [(String, Int, Int)] = [
            (KindTable.oneTimeCode, chance.between(70...200), chance.between(0...60)),
            (KindTable.activationLink, chance.between(100...200), chance.between(0...60)), (KindTable.keyActivated, 150, 0),
        ]
        for (name, life, minimum) in lives {
            table[name]?.lifetime = .seconds(Int64(life))
            table[name]?.minimumLeft = .seconds(Int64(minimum))
            if chance.once(in: 4) { table[name]?.inDoubtPolicy = .drop }
        }
        table[Self.canary] = Kind(
            name: Self.canary, lane: .code, lifetime: .seconds(600), minimumLeft: .zero, inDoubtPolicy: .resendOnce)
        kinds = table
    }

    func relays(_ chance: Chance) -> [SimulatedRelay] {
        (0..<chance.between(1...3)).map { number in
            var deadlines = StageDeadlines()
            if chance.once(in: 3) { deadlines.finalDot = .seconds(15) }
            let configuration = RelayConfiguration(
                name: "relay\(number)", host: "relay\(number)", port: 25, tls: chance.pick([.none, .startTLS]), ehloName: "send.example.be",
                connections: chance.between(1...3), priority: chance.pick([1, 1, 2]), weight: chance.between(1...3), deadlines: deadlines,
                messagesPerConnection: chance.pick([1, 3, 1_000]))
            let offers = ["PIPELINING", "SIZE 100000", "DSN"].filter { _ in !chance.once(in: 3) }
            return SimulatedRelay(configuration, ehlo: offers, chance: Chance(seed: chance.fork().seed))
        }
    }
}
