package import Mail

/// What an operator registers for a municipality, as it came: nothing is checked yet.
package struct MunicipalityRegistration: Hashable, Sendable {
    package static let nameOctets = 200

    package var nis: String
    package var name: String
    /// ISO 639-1 codes; the first is the default of the binding part.
    package var languages: [String]
    /// `nil`: registered without one, so that nothing can be issued yet.
    package var agreement: AgreementRegistration?

    package init(nis: String, name: String, languages: [String], agreement: AgreementRegistration? = nil) {
        self.nis = nis
        self.name = name
        self.languages = languages
        self.agreement = agreement
    }

    /// The municipality, checked.
    ///
    /// - Throws: ``IssuanceRefusal/invalid(_:)`` with every wrong field.
    package func municipality(now: Instant) throws(IssuanceRefusal) -> Municipality {
        var faults: [FieldFault] = []
        let code = NISCode(nis)
        if code == nil { faults.append(FieldFault("nis", NISCode.advice)) }
        let name = FieldText.checked(name, field: "name", octets: Self.nameOctets, into: &faults)
        let languages = checkedLanguages(of: code, into: &faults)
        let agreement = agreement?.checked(now: now, into: &faults)
        guard faults.isEmpty, let code else { throw .invalid(faults) }
        return Municipality(nis: code.text, name: name, languages: languages, agreement: agreement)
    }

    private func checkedLanguages(of code: NISCode?, into faults: inout [FieldFault]) -> [Language] {
        let known = languages.compactMap(Language.init(rawValue:))
        if languages.isEmpty || known.count != languages.count {
            faults.append(FieldFault("languages", "Give one or two of nl, fr and de."))
        } else if Set(known).count != known.count {
            faults.append(FieldFault("languages", "A language stands twice; name each once."))
        } else if let code {
            let allowed = LanguageRules.languages(of: code)
            if !known.allSatisfy(allowed.contains) {
                let names = allowed.map(\.rawValue).joined(separator: " and ")
                faults.append(FieldFault("languages", "A municipality with this NIS code may use \(names) only."))
            }
        }
        return known
    }
}
