/// What a caller asks of the list of activations.
package struct ActivationQuery: Sendable {
    package var state: Activation.State?
    package var `case`: Activation.Case?
    /// NIS code; `nil`: all that the caller may see.
    package var municipality: String?
    /// The `next` of the page before.
    package var after: ActivationID?
    package var limit: Int

    package init(
        state: Activation.State? = nil, case: Activation.Case? = nil, municipality: String? = nil, after: ActivationID? = nil, limit: Int
    ) {
        self.state = state
        self.case = `case`
        self.municipality = municipality
        self.after = after
        self.limit = limit
    }
}
