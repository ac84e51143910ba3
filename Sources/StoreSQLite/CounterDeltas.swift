import Queue

/// How many entries a batch moves in or out of each state of each lane; written once per batch.
struct CounterDeltas {
    private var changes = [Int64](repeating: 0, count: Lane.allCases.count * QueueState.allCases.count)

    mutating func add(_ count: Int, _ state: QueueState, _ lane: Lane) {
        changes[lane.priority * QueueState.allCases.count + Int(state.code)] += Int64(count)
    }

    mutating func move(_ lane: Lane, from: QueueState, to: QueueState, count: Int = 1) {
        add(-count, from, lane)
        add(count, to, lane)
    }

    func write(_ db: Connection) throws {
        for (index, change) in changes.enumerated() where change != 0 {
            let (lane, state) = index.quotientAndRemainder(dividingBy: QueueState.allCases.count)
            try db.run(Statements.addToCounter, .int(change), .number(lane), .number(state))
        }
    }
}
