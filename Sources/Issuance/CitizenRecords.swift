/// The rows that name one citizen by the HMAC of the number.
package struct CitizenRecords: Hashable, Sendable {
    package let activations: [Activation]
    package let keys: [DigitalKey]
    /// Of these keys, in whatever state.
    package let challenges: [CodeChallenge]

    package init(activations: [Activation], keys: [DigitalKey], challenges: [CodeChallenge]) {
        self.activations = activations
        self.keys = keys
        self.challenges = challenges
    }
}
