import Mail
import Queue

extension FieldReader {
    /// Ends the reading.
    ///
    /// - Throws: `invalid` with every fault found.
    consuming func refuseFaults() throws(Problem) {
        let faults = finish()
        if !faults.isEmpty { throw .invalid(faults) }
    }
}

extension JSONValue {
    /// For requests without fields: a body may be left out or `{}`.
    func mustBeEmptyObject() throws(Problem) {
        try FieldReader(self).refuseFaults()
    }
}

extension JSONWriter {
    /// `message: {id, state}`.
    mutating func message(_ id: QueueID, _ state: QueueState) {
        object("message") {
            $0.string("id", id.description)
            $0.string("state", state.rawValue)
        }
    }
}
