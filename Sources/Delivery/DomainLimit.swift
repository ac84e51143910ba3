/// How much mail one domain gets at a time, over all relays.
package struct DomainLimit: Hashable, Sendable {
    /// The recipients' domain in A-labels, exactly that one.
    package let domain: String
    /// Messages in submission at one time; `nil`: as many as there are connections.
    package let connections: Int?
    /// `nil`: no limit.
    package let perMinute: Int?

    package init(domain: String, connections: Int?, perMinute: Int?) {
        self.domain = domain
        self.connections = connections
        self.perMinute = perMinute
    }

    /// What a connection carries when nothing else is known: for the times at which entries without a place in memory come back.
    private static let assumedSubmission: Duration = .milliseconds(20)

    /// The time in which one message goes, about.
    var pace: Duration {
        let byRate: Duration = perMinute.map { .seconds(60) / max(1, $0) } ?? .zero
        let byConnections: Duration = connections.map { Self.assumedSubmission / max(1, $0) } ?? .zero
        return max(byRate, byConnections, .milliseconds(1))
    }
}
