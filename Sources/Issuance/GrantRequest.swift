import Mail

/// A role as it is asked for: nothing is checked yet. Days are `2026-11-29`.
package struct GrantRequest: Hashable, Sendable {
    /// OpenID Connect Core §2.
    package static let subjectOctets = 255
    package static let nameOctets = 200

    /// How the issuer names the person: the claim `sub`, to the letter.
    package var subject: String
    /// What lists call the person.
    package var name: String
    package var role: Role
    /// Default: at once.
    package var validFrom: String?
    /// The first day on which it is no longer valid; `nil`: until withdrawn.
    package var validUntil: String?
    /// The person's own address, for the warning that an activation would go to it; `nil`: not known.
    package var email: String?

    package init(
        subject: String, name: String, role: Role, validFrom: String? = nil, validUntil: String? = nil, email: String? = nil
    ) {
        self.subject = subject
        self.name = name
        self.role = role
        self.validFrom = validFrom
        self.validUntil = validUntil
        self.email = email
    }

    /// What it comes to.
    struct Checked {
        let name: String
        let validFrom: Instant
        let validUntil: Instant?
        let email: EmailAddress?
    }

    /// - Throws: ``IssuanceRefusal/invalid(_:)`` with every wrong field.
    func checked(now: Instant) throws(IssuanceRefusal) -> Checked {
        var faults: [FieldFault] = []
        checkSubject(into: &faults)
        let name = FieldText.checked(name, field: "name", octets: Self.nameOctets, into: &faults)
        let from = validFrom.map { FieldText.day($0, field: "valid_from", into: &faults) } ?? now
        let until = validUntil.flatMap { FieldText.day($0, field: "valid_until", into: &faults) }
        if let until, let from, until <= max(from, now) {
            faults.append(FieldFault("valid_until", "It must end after it begins, and in the future.", .noTime))
        }
        let address = email.flatMap { CheckedActivation.address($0, field: "email", into: &faults) }
        guard faults.isEmpty, let from else { throw .invalid(faults) }
        return Checked(name: name, validFrom: from, validUntil: until, email: address)
    }

    /// Compared to the letter with what the issuer signs, so that nothing is trimmed.
    private func checkSubject(into faults: inout [FieldFault]) {
        let before = faults.count
        let trimmed = FieldText.checked(subject, field: "subject", octets: Self.subjectOctets, into: &faults)
        guard faults.count == before, trimmed != subject else { return }
        faults.append(FieldFault("subject", "Has spaces around it; give the claim sub to the letter.", .spacesAround))
    }
}

extension GrantRequest: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// Neither subject nor name nor address.
    package var description: String { "\(role.rawValue) •••" }
    package var debugDescription: String { description }
    package var customMirror: Mirror { Mirror(self, children: [] as [Mirror.Child]) }
}
