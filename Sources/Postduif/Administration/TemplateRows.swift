/// What a reload put in force.
struct ReloadedTemplates: Codable, Sendable {
    /// Of the whole folder; the same as `former` where nothing was changed.
    let version: String
    /// What was in force before.
    let former: String
    let kinds: [String]
    /// Former texts that are kept for mails that wait.
    let kept: Int
}
