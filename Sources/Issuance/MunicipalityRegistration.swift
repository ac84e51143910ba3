package import Mail

/// What an operator registers for a municipality, as it came: nothing is checked yet. Days are `2026-11-23`.
///
/// Where a field may be `nil`, that leaves what is registered; an empty text takes it away.
package struct MunicipalityRegistration: Hashable, Sendable {
    package static let nameOctets = 200

    package var nis: String
    /// `nil`: what is registered; where that is the name in the first language, or nothing is, the name in that language. Empty: that name.
    package var name: String?
    /// The names in Dutch, French and German, where they differ.
    package var nameNL: String?
    package var nameFR: String?
    package var nameDE: String?
    /// ISO 639-1 codes; the first is the default of the binding part. `nil`: as registered, else what the NIS code allows.
    package var languages: [String]?
    package var enterpriseNumber: String?
    /// The first day of the NIS code.
    package var validFrom: String?
    /// The first day on which the NIS code is no longer valid.
    package var validUntil: String?
    /// The NIS code that follows on that day.
    package var successor: String?
    package var branding: BrandingRegistration
    /// `nil`: none is added.
    package var agreement: AgreementRegistration?

    package init(
        nis: String, name: String? = nil, nameNL: String? = nil, nameFR: String? = nil, nameDE: String? = nil,
        languages: [String]? = nil, enterpriseNumber: String? = nil, validFrom: String? = nil, validUntil: String? = nil,
        successor: String? = nil, branding: BrandingRegistration = BrandingRegistration(), agreement: AgreementRegistration? = nil
    ) {
        self.nis = nis
        self.name = name
        self.nameNL = nameNL
        self.nameFR = nameFR
        self.nameDE = nameDE
        self.languages = languages
        self.enterpriseNumber = enterpriseNumber
        self.validFrom = validFrom
        self.validUntil = validUntil
        self.successor = successor
        self.branding = branding
        self.agreement = agreement
    }

    /// The municipality, checked. Whether its successor exists is for whoever knows the register.
    ///
    /// - Parameter known: What is registered under the NIS code; it keeps its agreements.
    /// - Throws: ``IssuanceRefusal/invalid(_:)`` with every wrong field.
    package func municipality(now: Instant, known: Municipality? = nil) throws(IssuanceRefusal) -> Municipality {
        var faults: [FieldFault] = []
        let municipality = checked(now: now, known: known, into: &faults)
        guard faults.isEmpty, let municipality else { throw .invalid(faults) }
        return municipality
    }

    /// `nil` when the NIS code is none; every fault is appended.
    func checked(now: Instant, known: Municipality?, into faults: inout [FieldFault]) -> Municipality? {
        let code = NISCode(nis)
        if code == nil { faults.append(FieldFault("nis", NISCode.advice, .nisCode)) }
        let names = checkedNames(known: known, into: &faults)
        let languages = checkedLanguages(of: code, known: known, into: &faults)
        let name = checkedName(names, languages, known: known, into: &faults)
        let number = checkedEnterpriseNumber(known: known, into: &faults)
        let from = day(validFrom, field: "valid_from", known: known?.validFrom, into: &faults)
        let until = day(validUntil, field: "valid_until", known: known?.validUntil, into: &faults)
        if let from, let until, until <= from {
            faults.append(FieldFault("valid_until", "The NIS code must end after it begins.", .endBeforeStart))
        }
        let successor = checkedSuccessor(until: until, known: known, into: &faults)
        let branding = branding.checked(known: known?.branding ?? .none, languages: languages, into: &faults)
        let agreement = agreement?.checked(now: now, path: "agreement.", into: &faults)
        guard let code else { return nil }
        var agreements = known?.agreements ?? []
        if let agreement, !agreements.contains(agreement) { agreements.append(agreement) }
        return Municipality(
            nis: code.text, name: name, names: names, languages: languages, enterpriseNumber: number, validFrom: from, validUntil: until,
            successor: successor, branding: branding, agreements: agreements)
    }

    private func checkedNames(known: Municipality?, into faults: inout [FieldFault]) -> [Language: String] {
        var names: [Language: String] = [:]
        for (language, given) in [(Language.nl, nameNL), (.fr, nameFR), (.de, nameDE)] {
            guard let given else {
                names[language] = known?.names[language]
                continue
            }
            guard !given.isEmpty else { continue }
            names[language] = Self.checkedName(given, field: "name_\(language.rawValue)", into: &faults)
        }
        return names
    }

    private func checkedName(
        _ names: [Language: String], _ languages: [Language], known: Municipality?, into faults: inout [FieldFault]
    ) -> String {
        if let name, !name.isEmpty { return Self.checkedName(name, field: "name", into: &faults) }
        if name == nil, let known, known.name != known.languages.first.flatMap({ known.names[$0] }) { return known.name }
        if let name = languages.first.flatMap({ names[$0] }) ?? known?.name { return name }
        faults.append(FieldFault("name", "Is missing; give it, or the name in the first language.", .nameMissing))
        return ""
    }

    private static func checkedName(_ name: String, field: String, into faults: inout [FieldFault]) -> String {
        if name.contains("://") {
            faults.append(FieldFault(field, "Holds a web address, which no mail may show; give the name alone.", .webAddress))
        }
        return FieldText.checked(name, field: field, octets: nameOctets, into: &faults)
    }

    private func checkedLanguages(of code: NISCode?, known: Municipality?, into faults: inout [FieldFault]) -> [Language] {
        guard let languages else { return known?.languages ?? code.map(LanguageRules.languages(of:)) ?? [] }
        let read = languages.compactMap(Language.init(rawValue:))
        if languages.isEmpty || read.count != languages.count {
            faults.append(FieldFault("languages", "Give one or two of nl, fr and de.", .languages))
        } else if Set(read).count != read.count {
            faults.append(FieldFault("languages", "A language stands twice; name each once.", .languageTwice))
        } else if let code {
            let allowed = LanguageRules.languages(of: code)
            if !read.allSatisfy(allowed.contains) {
                let names = allowed.map(\.rawValue).joined(separator: " and ")
                faults.append(FieldFault("languages", "A municipality with this NIS code may use \(names) only.", .language))
            }
        }
        return read
    }

    private func checkedEnterpriseNumber(known: Municipality?, into faults: inout [FieldFault]) -> EnterpriseNumber? {
        guard let enterpriseNumber else { return known?.enterpriseNumber }
        guard !enterpriseNumber.isEmpty else { return nil }
        if let number = EnterpriseNumber(enterpriseNumber) { return number }
        faults.append(FieldFault("enterprise_number", EnterpriseNumber.advice, .enterpriseNumber))
        return nil
    }

    private func day(_ text: String?, field: String, known: Instant?, into faults: inout [FieldFault]) -> Instant? {
        guard let text else { return known }
        return text.isEmpty ? nil : FieldText.day(text, field: field, into: &faults)
    }

    private func checkedSuccessor(until: Instant?, known: Municipality?, into faults: inout [FieldFault]) -> String? {
        guard let given = successor ?? known?.successor, !given.isEmpty else { return nil }
        if NISCode(given) == nil {
            faults.append(FieldFault("successor", NISCode.advice, .nisCode))
        } else if given == nis {
            faults.append(FieldFault("successor", "Is the same NIS code; give the one that follows.", .sameCode))
        } else if until == nil, validUntil?.isEmpty ?? true {
            faults.append(
                FieldFault("successor", "Follows on the day the NIS code ends; give valid_until too, or no successor.", .endNeeded))
        }
        return given
    }
}
