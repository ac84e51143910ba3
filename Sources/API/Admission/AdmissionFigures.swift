/// What was last seen of the machine and the queue.
package struct AdmissionFigures: Sendable {
    /// For how long the oldest code waits that no relay was asked for yet; zero when there is none.
    package var oldestCode: Duration
    /// No relay is to be had: a code that is taken goes to nobody.
    package var isRelayAway: Bool
    /// Octets that may still be written to the disk of the queue, and its size; `nil` when nobody can tell.
    package var disk: (free: Int64, size: Int64)?
    /// Octets of memory that the process holds; `nil` when nobody can tell.
    package var memory: Int64?

    package init(oldestCode: Duration = .zero, isRelayAway: Bool = false, disk: (free: Int64, size: Int64)? = nil, memory: Int64? = nil) {
        self.oldestCode = oldestCode
        self.isRelayAway = isRelayAway
        self.disk = disk
        self.memory = memory
    }
}
