package import Queue

/// What one relay said last, newest first.
package struct RelayHistory: Sendable {
    package let accepted: [AttemptRecord]
    /// What put off, refused or failed.
    package let others: [AttemptRecord]

    package init(accepted: [AttemptRecord] = [], others: [AttemptRecord] = []) {
        self.accepted = accepted
        self.others = others
    }
}
