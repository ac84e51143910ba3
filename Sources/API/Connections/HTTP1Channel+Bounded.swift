package import HummingbirdCore
import Mail

extension HTTP1Channel.Configuration {
    /// Cuts slow clients and bounds header sections, pipelining and the number of connections: of one port, so each port makes its own.
    ///
    /// The decoder itself counts octets and fields of a header section; one that has more is answered 400 and its connection closed.
    package static func bounded(_ bounds: ConnectionBounds = ConnectionBounds()) -> Self {
        let connections = OpenConnections(limit: bounds.connections)
        return Self(
            additionalChannelHandlers: [SlowClientGuard(bounds, connections: connections)],
            httpDecoderConfiguration: .init(
                maxHeaderFieldSize: Limits.headerOctets, maxHeaderListSize: Limits.headerOctets,
                maxHeaderFieldCount: Limits.headerFields))
    }
}
