/// What of a relay's offer is used.
extension RelayCapabilities {
    /// What is left of it for this relay's settings.
    ///
    /// - Parameters:
    ///   - pipelining: `false` for a relay that offered PIPELINING and broke.
    ///   - parameters: `false` for a relay that offered an extension and refused its parameter.
    package func used(by relay: RelayConfiguration, pipelining: Bool = true, parameters: Bool = true) -> RelayCapabilities {
        var used = self
        if !pipelining { used = used.withoutPipelining }
        // RFC 8689 §2: only over TLS, and only where the operator wants it: every hop behind the relay is bound by it.
        used.requireTLS = requireTLS && relay.requireTLS && relay.tls != .none
        used.deliverBy = deliverBy && relay.deliverBy
        return parameters ? used : used.withoutOptionalParameters
    }

    /// Whether MAIL or RCPT may get a parameter that can be left out.
    package var hasOptionalParameters: Bool { declaresSize || dsn || deliverBy }

    /// The same without PIPELINING.
    package var withoutPipelining: RelayCapabilities {
        var copy = self
        copy.pipelining = false
        return copy
    }

    /// The same without SIZE, DSN and DELIVERBY. SMTPUTF8 and REQUIRETLS stay: without them it would be another message, or a downgrade.
    package var withoutOptionalParameters: RelayCapabilities {
        var copy = self
        (copy.declaresSize, copy.dsn, copy.deliverBy) = (false, false, false)
        return copy
    }
}
