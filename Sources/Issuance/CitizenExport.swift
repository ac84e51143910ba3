package import Mail
package import Queue

/// What is held about one citizen.
package struct CitizenExport: Hashable, Sendable {
    package struct HeldActivation: Hashable, Sendable {
        package let activation: Activation
        /// As it is now.
        package let state: Activation.State
        /// `nil` once wiped.
        package let address: String?
    }

    package struct HeldKey: Hashable, Sendable {
        package let key: DigitalKey
        package let address: String?
    }

    package let at: Instant
    package let activations: [HeldActivation]
    package let keys: [HeldKey]
    package let codes: [CodeChallenge]
    /// The mails of these activations and codes.
    package let messages: [QueueMessage]
    /// What the audit log says of these activations and keys.
    package let audit: [AuditEntry]
}
