package import Mail

/// A session at a relay as a connection's loop sees it: ready for MAIL, and carrying octets. ``RelayConnection`` is the one of the service.
///
/// A protocol, so that the loop runs over a relay that is simulated. It is asked a few times for each message, each beside a system call.
package protocol RelayLink: AnyObject {
    var configuration: RelayConfiguration { get }
    /// What is used of what the relay offers.
    var capabilities: RelayCapabilities { get }
    /// Whether that is with the parameters that can be left out.
    var hasParameters: Bool { get }
    /// When the relay's certificate ends, or one above it; `nil` without TLS.
    var certificateEnds: Instant? { get }

    /// Writes all octets before the deadline; none after it.
    func write(_ octets: ArraySlice<UInt8>, within limit: Duration) throws(TransportFault)

    /// Writes what the relay takes at once. Returns how many octets, perhaps none.
    func writeSome(_ octets: ArraySlice<UInt8>) throws(TransportFault) -> Int

    /// Reads what comes next before the deadline; at least one octet.
    func read(within limit: Duration, _ body: (ArraySlice<UInt8>) -> Void) throws(TransportFault)

    /// Whether an idle session can still be used.
    func isQuiet() -> Bool

    /// Says QUIT without waiting for the answer.
    func quit()
}

extension RelayConnection: RelayLink {}
