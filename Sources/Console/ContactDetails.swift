import Issuance
import Mail

/// Whom a citizen can call: configured, shown on every page but those of a municipality with its own.
package struct ContactDetails: Hashable, Sendable {
    package let name: String
    package let email: String
    package let phone: String?

    package init(name: String, email: String, phone: String?) {
        self.name = name
        self.email = email
        self.phone = phone
    }

    /// That of the municipality, where it has its own.
    func of(_ branding: MunicipalityBranding?, in language: Language, binding: Language?) -> ContactDetails {
        guard let own = branding?.contact else { return self }
        return ContactDetails(name: own.name.text(in: language, binding: binding), email: own.email, phone: own.phone)
    }
}
