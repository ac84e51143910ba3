import Mail

/// A key as it is asked for: nothing is checked yet.
package struct APIKeyRegistration: Hashable, Sendable {
    package static let nameOctets = 100

    /// Who uses it, such as the front's name.
    package var name: String
    package var scopes: [String]
    /// NIS code it is limited to; `nil`: all.
    package var municipality: String?

    package init(name: String, scopes: [String], municipality: String?) {
        self.name = name
        self.scopes = scopes
        self.municipality = municipality
    }

    /// What it comes to.
    package struct Checked: Sendable {
        package let name: String
        package let scopes: Set<APIKey.Scope>
    }

    /// - Throws: ``IssuanceRefusal/invalid(_:)`` with every wrong field.
    package func checked() throws(IssuanceRefusal) -> Checked {
        var faults: [FieldFault] = []
        let name = FieldText.checked(name, field: "name", octets: Self.nameOctets, into: &faults)
        let known = Set(scopes.compactMap(APIKey.Scope.init(rawValue:)).filter(APIKey.Scope.ofKeys.contains))
        if known.isEmpty || known.count != Set(scopes).count {
            let names = APIKey.Scope.ofKeys.map(\.rawValue).joined(separator: ", ")
            faults.append(FieldFault("scopes", "Give at least one of \(names), and no other.", .scopes))
        }
        guard faults.isEmpty else { throw .invalid(faults) }
        return Checked(name: name, scopes: known)
    }
}
