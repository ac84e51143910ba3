/// What a list of activations is narrowed to; `nil` means any.
package struct ActivationFilter: Hashable, Sendable {
    /// As it is at the time of the list: see ``Activation/state(at:)``.
    package var state: Activation.State?
    package var `case`: Activation.Case?
    /// NIS codes.
    package var municipalities: Set<String>?

    package init(state: Activation.State? = nil, case: Activation.Case? = nil, municipalities: Set<String>? = nil) {
        self.state = state
        self.case = `case`
        self.municipalities = municipalities
    }
}
