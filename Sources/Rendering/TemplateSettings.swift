package import Mail

/// What the configuration says about every mail.
package struct TemplateSettings: Sendable {
    /// Origin of every link, such as `https://sleutels.example.be`, without a path; plain `http` only for a loopback host.
    package let publicURL: String
    /// Values for the names of `layout/shared.yaml`.
    package let shared: TemplateVariables
    /// What the service gives the mails of each kind: the folder must have exactly these kinds. `nil`: not compared.
    package let kinds: [String: [GivenVariable]]?
    /// Whether these are texts that were in force before: what came since is not asked of them.
    package let isFormer: Bool

    package init(publicURL: String, shared: TemplateVariables, kinds: [String: [GivenVariable]]? = nil, isFormer: Bool = false) {
        self.publicURL = publicURL
        self.shared = shared
        self.kinds = kinds
        self.isFormer = isFormer
    }

    /// The same, for texts that were in force before: what the service gives may have changed since, and is not compared.
    package var forFormerTexts: TemplateSettings { TemplateSettings(publicURL: publicURL, shared: shared, isFormer: true) }
}
