/// `token mint --sign-in`.
struct SignInLinkRequest: Codable, Sendable {
    let subject: String
    let email: String?
}

struct SignInLinkRow: Codable, Sendable {
    /// Signs in once.
    let url: String
    let subject: String
    let expiresAt: String
}
