import Issuance

/// The place of one stream among those that may be open.
final class EventStreamPlace: Sendable {
    private let principal: Principal
    private let streams: EventStreams

    init(of principal: Principal, in streams: EventStreams) {
        self.principal = principal
        self.streams = streams
    }

    deinit { streams.leave(principal) }
}
