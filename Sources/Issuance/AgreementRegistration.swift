package import Mail

/// The user agreement as an operator enters it: nothing is checked yet. Days are `2026-11-23`.
package struct AgreementRegistration: Hashable, Sendable {
    package static let textOctets = 200

    package var signedOn: String
    package var signatory: String
    /// The signatory's function: bourgmestre, directeur.
    package var function: String
    /// SHA-256 of the signed document, 64 hexadecimal digits.
    package var documentDigest: String?
    /// Default: the day of signature.
    package var validFrom: String?
    /// The first day on which it is no longer valid; `nil`: until withdrawn.
    package var validUntil: String?

    package init(
        signedOn: String, signatory: String, function: String, documentDigest: String? = nil, validFrom: String? = nil,
        validUntil: String? = nil
    ) {
        self.signedOn = signedOn
        self.signatory = signatory
        self.function = function
        self.documentDigest = documentDigest
        self.validFrom = validFrom
        self.validUntil = validUntil
    }

    /// The agreement, checked: for a change of the agreement alone.
    ///
    /// - Throws: ``IssuanceRefusal/invalid(_:)`` with every wrong field.
    package func agreement(now: Instant) throws(IssuanceRefusal) -> Agreement {
        var faults: [FieldFault] = []
        let agreement = checked(now: now, path: "", into: &faults)
        guard faults.isEmpty, let agreement else { throw .invalid(faults) }
        return agreement
    }

    /// `nil` when a day is missing; every fault is appended.
    ///
    /// - Parameter path: What stands before the names of the fields: `agreement.` inside of a municipality.
    func checked(now: Instant, path: String, into faults: inout [FieldFault]) -> Agreement? {
        let signed = FieldText.day(signedOn, field: path + "signed_on", into: &faults)
        if let signed, signed > now {
            faults.append(FieldFault(path + "signed_on", "The day of signature lies in the future.", .dayInFuture))
        }
        let signatory = FieldText.checked(signatory, field: path + "signatory", octets: Self.textOctets, into: &faults)
        let function = FieldText.checked(function, field: path + "function", octets: Self.textOctets, into: &faults)
        let digest = checkedDigest(path: path, into: &faults)
        let from = validFrom.map { FieldText.day($0, field: path + "valid_from", into: &faults) } ?? signed
        let until = validUntil.flatMap { FieldText.day($0, field: path + "valid_until", into: &faults) }
        if let from, let until, until <= from {
            faults.append(FieldFault(path + "valid_until", "The agreement must end after it begins.", .endBeforeStart))
        }
        guard let signed, let from else { return nil }
        return Agreement(
            signedOn: signed, signatory: signatory, function: function, documentDigest: digest, validFrom: from, validUntil: until)
    }

    private func checkedDigest(path: String, into faults: inout [FieldFault]) -> String? {
        guard let documentDigest else { return nil }
        let digest = documentDigest.lowercased()
        let isHexadecimal = digest.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
        if digest.utf8.count != 64 || !isHexadecimal {
            faults.append(
                FieldFault(path + "document_digest", "Give the SHA-256 of the signed document: 64 hexadecimal digits.", .digest))
        }
        return digest
    }
}
