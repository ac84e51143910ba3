import Issuance
import Mail
import Queue

/// Says what of an activation's state a client has not seen yet. No clock, no I/O.
///
/// Two events: `activation` when something of the activation changed, with which message is its newest; `message` when something of that
/// message did. Their data are the documents of `GET /v1/activations/{id}` and `GET /v1/messages/{id}`. Only the newest state is told.
struct ActivationEvents: Sendable {
    /// What the client has seen.
    private(set) var seen: EventID

    /// Whether messages have their attempts with them, or are as the activation itself shows them.
    private let showsAttempts: Bool

    /// - Parameter showsAttempts: Whether the client may read messages (`messages:read`).
    init(seen: EventID, showsAttempts: Bool = true) {
        self.seen = seen
        self.showsAttempts = showsAttempts
    }

    /// The events that bring the client up to date; empty when it is.
    mutating func blocks(for view: ActivationView) -> [UInt8] {
        var blocks: [UInt8] = []
        let activation = EventID.fingerprint(Self.ownDocument(view))
        if seen.activation != activation {
            seen.activation = activation
            blocks += ServerSentEvent.event("activation", id: seen.text, data: ActivationRoutes.shown(view))
        }
        guard let message = view.message else { return blocks }
        let document = showsAttempts ? MessageRoutes.shown(message) : JSONWriter.object { $0.summary(of: message) }
        let fingerprint = EventID.fingerprint(document)
        if seen.message != fingerprint {
            seen.message = fingerprint
            blocks += ServerSentEvent.event("message", id: seen.text, data: document)
        }
        return blocks
    }

    /// Whether the client has seen this state.
    func hasSeen(_ view: ActivationView) -> Bool {
        var events = self
        return events.blocks(for: view).isEmpty
    }

    /// Whether nothing can change any more: nothing of the activation can be used or renewed, and its mail has ended.
    static func isOver(_ view: ActivationView, at now: Instant) -> Bool {
        let hasEnded =
            switch view.activation.state {
            case .pending: now >= view.activation.codeExpires
            // Its address may be corrected, and it may be revoked.
            case .redeemed: false
            case .revoked, .locked, .expired: true
            }
        return hasEnded && view.message?.state.isTerminal ?? true
    }

    /// When something changes by time alone; `nil` when nothing does.
    static func nextChange(of activation: Activation, after now: Instant) -> Instant? {
        guard activation.state == .pending else { return nil }
        return [activation.expires, activation.codeExpires].filter { $0 > now }.min()
    }

    /// Without the state of its message, which is an event of its own.
    private static func ownDocument(_ view: ActivationView) -> [UInt8] {
        JSONWriter.object(reserving: 1_024) { json in
            json.activation(view.activation, state: view.state, reference: view.reference, maskedAddress: view.maskedAddress)
            json.evidence(of: view.activation)
            json.string("message", view.activation.message.description)
        }
    }
}
