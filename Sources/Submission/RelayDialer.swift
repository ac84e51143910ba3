package import Mail

/// Opens sessions at relays: libcurl in the service, a simulated network in the simulation.
package protocol RelayDialer: Sendable {
    /// A session that is ready for MAIL. Blocks within the session deadline.
    ///
    /// - Parameters:
    ///   - pipelining: `false` for a relay that offered PIPELINING and broke.
    ///   - parameters: `false` for a relay that offered an extension and refused its parameter.
    func connect(
        to relay: RelayConfiguration, pipelining: Bool, parameters: Bool, clock: any TimeSource
    ) throws(ConnectFailure) -> any RelayLink
}
