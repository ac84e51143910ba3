/// Where boxes are kept. Each is bound to the identifier of its row.
package enum SealedPlace: String, CaseIterable, Hashable, Sendable {
    case queue
    case activations
    case digitalKeys = "digital_keys"
    case codeChallenges = "code_challenges"
    /// Their names.
    case persons
}
