package import Mail

/// What the citizen's page shows after an activation whose front wants the citizen back.
package struct ReturnLink: Sendable {
    /// The front's name.
    package let name: String
    package let host: String
    /// With the result: for the page alone.
    package let url: Secret
}
