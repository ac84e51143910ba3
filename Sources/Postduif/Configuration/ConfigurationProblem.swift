/// One thing that is wrong with the configuration: where, what, and the fix.
struct ConfigurationProblem: Hashable, Sendable, CustomStringConvertible {
    let place: ConfigurationPlace
    /// Names the key; never holds a secret.
    let message: String

    var description: String { "\(place): \(message)" }
}
