package import Mail

/// A municipality for which activations are issued.
package struct Municipality: Hashable, Sendable {
    /// NIS code: five digits, opaque text.
    package let nis: String
    package let name: String
    /// The official languages it may use towards its citizens; the first is the default for the binding part.
    package let languages: [Language]
    /// `nil`: registered without one.
    package let agreement: Agreement?

    package init(nis: String, name: String, languages: [Language], agreement: Agreement?) {
        self.nis = nis
        self.name = name
        self.languages = languages
        self.agreement = agreement
    }
}

/// The user agreement that an authorised representative signed. Without one in force nothing is issued.
package struct Agreement: Hashable, Sendable {
    /// Midnight UTC of the day of signature.
    package let signedOn: Instant
    package let signatory: String
    /// The signatory's function: mayor, director.
    package let function: String
    /// SHA-256 of the signed document in hexadecimal; `nil` when not given.
    package let documentDigest: String?
    package let validFrom: Instant
    /// Exclusive; `nil`: until withdrawn.
    package let validUntil: Instant?

    package init(
        signedOn: Instant, signatory: String, function: String, documentDigest: String? = nil, validFrom: Instant,
        validUntil: Instant? = nil
    ) {
        self.signedOn = signedOn
        self.signatory = signatory
        self.function = function
        self.documentDigest = documentDigest
        self.validFrom = validFrom
        self.validUntil = validUntil
    }

    package func isInForce(at now: Instant) -> Bool {
        validFrom <= now && (validUntil.map { now < $0 } ?? true)
    }
}
