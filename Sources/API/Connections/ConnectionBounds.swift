import Mail
package import NIOCore

/// What one HTTP connection may take, in time and in number.
package struct ConnectionBounds: Sendable {
    /// For a header section, from its first octet or the opening of the connection.
    package var header: TimeAmount
    /// For a body, from the end of its header section.
    package var body: TimeAmount
    /// Between two requests, and for a client that takes nothing of its answer.
    package var idle: TimeAmount
    /// Requests of one connection that wait for their answers.
    package var pipelinedRequests: Int
    /// Open connections of one port.
    package var connections: Int
    /// What is kept of bodies whose rest is still to come, over all connections of one port, in octets.
    package var bodyOctets: Int
    /// The body of one request.
    package var requestOctets: Int

    /// The contract's times and the limits' numbers.
    package init(
        header: TimeAmount = .seconds(Limits.headerSeconds), body: TimeAmount = .seconds(Limits.bodySeconds),
        idle: TimeAmount = .seconds(Limits.idleSeconds), pipelinedRequests: Int = Limits.pipelinedRequests,
        connections: Int = Limits.connections, bodyOctets: Int = Limits.unfinishedBodyOctets,
        requestOctets: Int = Limits.bodyOctets
    ) {
        self.header = header
        self.body = body
        self.idle = idle
        self.pipelinedRequests = pipelinedRequests
        self.connections = connections
        self.bodyOctets = bodyOctets
        self.requestOctets = requestOctets
    }
}
