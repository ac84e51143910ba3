/// Whom a citizen can call: configured, shown on every page.
package struct ContactDetails: Hashable, Sendable {
    package let name: String
    package let email: String
    package let phone: String?

    package init(name: String, email: String, phone: String?) {
        self.name = name
        self.email = email
        self.phone = phone
    }
}
