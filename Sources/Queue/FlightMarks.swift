package import Mail

/// What the flight recorder knows of leases whose settlement is not in the store.
package struct FlightMarks: Hashable, Sendable {
    /// The relay took them: 2yz after the final dot was read, with the attempt as a settlement would have kept it.
    package var accepted: [QueueID: AttemptRecord]
    package var inDoubt: InDoubtEntries

    package init(accepted: [QueueID: AttemptRecord] = [:], inDoubt: InDoubtEntries) {
        self.accepted = accepted
        self.inDoubt = inDoubt
    }
}
