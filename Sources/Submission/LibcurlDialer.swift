package import Mail

/// Over the network: each session is a ``RelayConnection``.
package struct LibcurlDialer: RelayDialer {
    package init() {}

    package func connect(
        to relay: RelayConfiguration, pipelining: Bool, parameters: Bool, clock: any TimeSource
    ) throws(ConnectFailure) -> any RelayLink {
        try RelayConnection(to: relay, pipelining: pipelining, parameters: parameters, clock: clock)
    }
}
