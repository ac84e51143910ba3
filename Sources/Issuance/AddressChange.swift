import Mail

/// A correction on its way, once everything about it was looked at.
struct AddressChange: Sendable {
    let activation: Activation
    let municipality: Municipality
    let address: EmailAddress
    let former: Former
    let confirmedWarnings: [String]
    let now: Instant

    /// The address that stands now, and where.
    struct Former: Sendable {
        let address: EmailAddress
        let sealed: [UInt8]
        /// `nil`: the activation's own.
        let key: DigitalKeyID?
    }
}
