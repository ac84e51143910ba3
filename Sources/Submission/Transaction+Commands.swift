package import Mail

/// The command lines of the envelope: each parameter only where the relay offers it, always in the same order.
extension Transaction {
    /// `MAIL FROM:<…> SIZE SMTPUTF8 REQUIRETLS RET ENVID BY`, CRLF included.
    ///
    /// With all of them at their longest the line has 440 octets and is within RFC 5321 §4.5.3.1.4 even without what the extensions add.
    ///
    /// - Parameter now: When the line is written: BY counts from there (RFC 2852 §4).
    package func mailCommand(_ capabilities: RelayCapabilities, at now: Instant) -> String {
        var command = "MAIL FROM:<\(envelope.reversePath.text)>"
        // RFC 1870 §6: the octets of the message with CRLF, without the dots that are stuffed.
        if capabilities.declaresSize { command += " SIZE=\(message.count)" }
        if envelope.forwardPath.needsSMTPUTF8 { command += " SMTPUTF8" }
        if capabilities.requireTLS { command += " REQUIRETLS" }
        if capabilities.dsn {
            // RFC 3461 §4.3: a bounce with the whole message would carry the code around once more.
            command += " RET=HDRS"
            command += Self.envelopeIdentifier(envelope.identifier)
        }
        if capabilities.deliverBy, let seconds = secondsLeft(at: now, atLeast: capabilities.deliverByMinimum) {
            command += " BY=\(seconds);R"
        }
        return command + "\r\n"
    }

    /// `RCPT TO:<…> NOTIFY ORCPT`, CRLF included: at most 788 octets, where a relay with DSN takes 1,036 (RFC 3461 §5.4).
    package func rcptCommand(_ capabilities: RelayCapabilities) -> String {
        let command = "RCPT TO:<\(envelope.forwardPath.text)>"
        guard capabilities.dsn else { return command + "\r\n" }
        return command + " NOTIFY=FAILURE,DELAY" + Self.originalRecipient(envelope.forwardPath) + "\r\n"
    }

    /// RFC 3461 §4.4: printable ASCII, at most 100 characters; else the bounce is known by its reverse-path alone.
    private static func envelopeIdentifier(_ text: String?) -> String {
        guard let text, !text.isEmpty, text.utf8.allSatisfy({ (0x20...0x7E).contains($0) }) else { return "" }
        let parameter = "ENVID=\(XText.encode(text))"
        return parameter.utf8.count <= Limits.envelopeIdentifierOctets ? " \(parameter)" : ""
    }

    /// RFC 3461 §4.2: who was meant, also when the mail was forwarded before it failed. Printable ASCII and at most 500 characters; an
    /// address that needs SMTPUTF8 would need the type `utf-8` of RFC 6533, and says no more than RCPT does.
    private static func originalRecipient(_ address: EmailAddress) -> String {
        guard !address.needsSMTPUTF8 else { return "" }
        let parameter = "ORCPT=rfc822;\(XText.encode(address.text))"
        return parameter.utf8.count <= Limits.originalRecipientOctets ? " \(parameter)" : ""
    }

    /// RFC 2852 §4: whole seconds, at least one and no fewer than the relay asks for; `nil` when there are not so many left.
    private func secondsLeft(at now: Instant, atLeast minimum: Int) -> Int? {
        guard let deliverBy else { return nil }
        let seconds = Int((deliverBy - now).microseconds / 1_000_000)
        guard seconds >= max(1, minimum) else { return nil }
        return min(seconds, Limits.deliverBySeconds)
    }
}
