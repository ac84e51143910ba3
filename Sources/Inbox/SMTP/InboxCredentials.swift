package import Mail

/// The one user name and password (or bearer token) that the inbox takes.
package struct InboxCredentials: Sendable {
    package let user: String
    package let password: Secret

    package init(user: String, password: Secret) {
        self.user = user
        self.password = password
    }
}
