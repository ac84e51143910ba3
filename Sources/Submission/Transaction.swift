package import Mail

/// One mail transaction: envelope and message (RFC 5321 §3.3).
package struct Transaction: Sendable {
    package let envelope: Envelope
    /// The message, CRLF line ends, before dot-stuffing.
    package let message: [UInt8]
    /// When a relay that can (RFC 2852) is to give up and return it; `nil`: as late as it likes.
    package var deliverBy: Instant?

    package init(envelope: Envelope, message: [UInt8], deliverBy: Instant? = nil) {
        self.envelope = envelope
        self.message = message
        self.deliverBy = deliverBy
    }

    /// Why this relay cannot take it at all; asked before anything is written.
    package func obstacle(_ capabilities: RelayCapabilities) -> TransportFault? {
        if envelope.forwardPath.needsSMTPUTF8, !capabilities.smtpUTF8 { return .smtpUTF8Missing }
        if let size = capabilities.size, message.count > size { return .sizeExceeded }
        return nil
    }
}
