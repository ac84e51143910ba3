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

    /// The parts that are there, in one line.
    var line: String { ([name, email] + (phone.map { [$0] } ?? [])).joined(separator: ", ") }
}
