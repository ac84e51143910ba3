/// Who may give and take which role where (docs/decisions.md, 30).
package enum GrantRules {
    /// Why a role is not given; `nil`: it may be.
    ///
    /// - Parameters:
    ///   - place: NIS code; `nil`: everywhere.
    ///   - person: `nil` for one who is not known yet, and so is not the giver.
    package static func refusal(
        giving role: Role, in place: String?, to person: PersonID?, by giver: GrantGiver
    ) -> IssuanceRefusal? {
        if let fault = fault(of: role, in: place) { return .invalid([fault]) }
        return refusal(role, in: place, of: person, by: giver)
    }

    /// Why a grant is not withdrawn; `nil`: it may be.
    package static func refusal(withdrawing grant: Grant, by giver: GrantGiver) -> IssuanceRefusal? {
        refusal(grant.role, in: grant.municipality, of: grant.person, by: giver)
    }

    /// Whether somebody may change what is kept of a person, which lists show in every place where the person has a role: a manager of one
    /// of them may not.
    package static func mayChangePersons(_ giver: GrantGiver) -> Bool {
        giver.held.contains(HeldRole(.administrator, in: nil))
    }

    /// Whether somebody may see the grants of a place: whoever gives any role there.
    package static func mayList(in place: String?, by giver: GrantGiver) -> Bool {
        Role.allCases.contains { role in giver.held.contains { $0.manages(role, in: place) } }
    }

    private static func refusal(_ role: Role, in place: String?, of person: PersonID?, by giver: GrantGiver) -> IssuanceRefusal? {
        if let person, person == giver.person { return .forbidden(detail: "Nobody gives or takes a role of his own; ask another manager.") }
        guard giver.held.contains(where: { $0.manages(role, in: place) }) else {
            let managers = Role.allCases.filter { $0.managed.contains(role) }.map(\.rawValue).joined(separator: " or ")
            return .forbidden(detail: "The role \(role.rawValue) is given and taken \(locative(place)) by \(managers).")
        }
        return nil
    }

    private static func fault(of role: Role, in place: String?) -> FieldFault? {
        switch (role.place, place) {
        case (.municipality, nil): FieldFault("role", "\(role.rawValue) is held in a municipality; name one.")
        case (.everywhere, .some): FieldFault("role", "\(role.rawValue) reaches everywhere; give it without a municipality.")
        default: nil
        }
    }

    private static func locative(_ place: String?) -> String {
        place == nil ? "everywhere" : "in this municipality"
    }
}
