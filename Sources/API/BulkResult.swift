package import Mail
package import Queue

/// What became of the messages that a ``BulkRequest`` found.
package struct BulkResult: Hashable, Sendable {
    /// Messages that a trial shows.
    static let sampleItems = 20

    package private(set) var matched = 0
    /// In which state they were found.
    package private(set) var states: [QueueState: Int] = [:]
    /// Empty for a trial.
    package private(set) var outcomes: [BulkOutcome: Int] = [:]
    /// The newest of a trial; else empty.
    package private(set) var sample: [QueueMessage] = []
    /// Those that it was done to, so that the same ones can be meant again; empty for a trial.
    package private(set) var done: [QueueID] = []
    /// Where to go on; `nil` when all were found.
    package internal(set) var next: QueueID?

    mutating func add(_ messages: [QueueMessage]) {
        matched += messages.count
        for message in messages { states[message.state, default: 0] += 1 }
    }

    mutating func show(_ messages: [QueueMessage]) {
        sample += messages.prefix(Self.sampleItems - sample.count)
    }

    mutating func add(_ results: [MessageActionResult], of ids: [QueueID]) {
        for (result, id) in zip(results, ids) {
            outcomes[BulkOutcome(result), default: 0] += 1
            if result == .done { done.append(id) }
        }
    }

    /// Messages that were named and not looked for.
    mutating func add(named ids: [QueueID]) { matched += ids.count }
}
