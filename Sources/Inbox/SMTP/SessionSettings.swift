import Mail

/// What a session is told when it begins.
package struct SessionSettings: Sendable {
    /// The name in the greeting; default `inbox.localhost`.
    package var hostname = "inbox.localhost"
    /// Offered extensions; STARTTLS needs a certificate and AUTH needs credentials besides.
    package var extensions = SMTPExtension.usual
    /// Whether a certificate is there.
    package var hasCertificate = false
    /// When set, MAIL is refused before AUTH.
    package var credentials: InboxCredentials?
    /// Octets of one message; default the product's own bound, ten times.
    package var messageOctets = 10 * Limits.messageOctets
    /// Recipients of one transaction; RFC 5321 §4.5.3.1.8 asks for 100.
    package var recipients = 100
    /// Seconds that BY with return must leave at least, told with DELIVERBY; default 0: no minimum.
    package var deliverByMinimum = 0
    /// Random refusals.
    package var chaos: Chaos?
    /// Scripted misbehaviour.
    package var script: RelayScript?

    package init() {}
}
