package import Mail

/// The user agreement that an authorised representative signed. Without one in force nothing is issued.
///
/// All times are the first instant of a day in Belgium.
package struct Agreement: Hashable, Sendable {
    /// The day of signature.
    package let signedOn: Instant
    package let signatory: String
    /// The signatory's function: mayor, director.
    package let function: String
    /// SHA-256 of the signed document in hexadecimal; `nil` when not given.
    package let documentDigest: String?
    package let validFrom: Instant
    /// Exclusive; `nil`: until withdrawn.
    package let validUntil: Instant?
    /// The first day on which it holds no longer because somebody withdrew it; `nil`: nobody did.
    package var withdrawnOn: Instant?

    package init(
        signedOn: Instant, signatory: String, function: String, documentDigest: String? = nil, validFrom: Instant,
        validUntil: Instant? = nil, withdrawnOn: Instant? = nil
    ) {
        self.signedOn = signedOn
        self.signatory = signatory
        self.function = function
        self.documentDigest = documentDigest
        self.validFrom = validFrom
        self.validUntil = validUntil
        self.withdrawnOn = withdrawnOn
    }

    /// Exclusive: its own end or its withdrawal, what comes first; `nil`: none is known.
    package var ends: Instant? {
        guard let validUntil, let withdrawnOn else { return validUntil ?? withdrawnOn }
        return min(validUntil, withdrawnOn)
    }

    package func isInForce(at now: Instant) -> Bool {
        validFrom <= now && (ends.map { now < $0 } ?? true)
    }

    /// Whether it has still to begin, and will.
    package func isToCome(at now: Instant) -> Bool {
        now < validFrom && (ends.map { validFrom < $0 } ?? true)
    }

    /// Whether its end is a withdrawal.
    package var isWithdrawn: Bool {
        withdrawnOn != nil && ends == withdrawnOn
    }
}
