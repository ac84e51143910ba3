package import Mail

/// One mail transaction: envelope and message (RFC 5321 §3.3).
package struct Transaction: Sendable {
    package let envelope: Envelope
    /// The message, CRLF line ends, before dot-stuffing.
    package let message: [UInt8]

    package init(envelope: Envelope, message: [UInt8]) {
        self.envelope = envelope
        self.message = message
    }

    /// Why this relay cannot take it at all; asked before anything is written.
    package func obstacle(_ capabilities: RelayCapabilities) -> TransportFault? {
        if envelope.forwardPath.needsSMTPUTF8, !capabilities.smtpUTF8 { return .smtpUTF8Missing }
        if let size = capabilities.size, message.count > size { return .sizeExceeded }
        return nil
    }

    /// `MAIL FROM:<…>` with the parameters the relay offers.
    func mailCommand(_ capabilities: RelayCapabilities) -> String {
        var command = "MAIL FROM:<\(envelope.reversePath.text)>"
        if capabilities.size != nil { command += " SIZE=\(message.count)" }
        if envelope.forwardPath.needsSMTPUTF8 { command += " SMTPUTF8" }
        return command + "\r\n"
    }

    /// `RCPT TO:<…>`.
    func rcptCommand() -> String {
        "RCPT TO:<\(envelope.forwardPath.text)>\r\n"
    }
}
