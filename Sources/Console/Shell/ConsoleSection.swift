package import Issuance
package import Mail

/// A part of the consoles with an entry in their menu.
package struct ConsoleSection: Sendable {
    /// `/console/activations`
    package let path: String
    /// What the menu calls it.
    package let name: @Sendable (Language) -> String
    /// Who has it: the scopes of the operation of the API that its first page does.
    package let scopes: Set<APIKey.Scope>

    package init(path: String, scopes: Set<APIKey.Scope>, name: @escaping @Sendable (Language) -> String) {
        self.path = path
        self.scopes = scopes
        self.name = name
    }
}
