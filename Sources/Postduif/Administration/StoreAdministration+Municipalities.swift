import Issuance
import Mail

extension StoreAdministration {
    private var register: MunicipalityRegister {
        MunicipalityRegister(store: store, clock: clock, onChange: { [brands] in await brands?.reload() })
    }

    func addMunicipality(_ request: AddMunicipality) async throws -> MunicipalityRow {
        try await Self.answered { MunicipalityRow(try await register.put(request.registration)) }
    }

    func municipalities() async throws -> [MunicipalityRow] {
        let now = clock.now
        return try await store.municipalities().map { MunicipalityRow(MunicipalityView($0, at: now)) }
    }

    func agreements(nis: String) async throws -> AgreementList {
        try await Self.answered { AgreementList(try await register.show(nis, within: .everywhere)) }
    }

    func addAgreement(_ request: AddAgreementTo) async throws -> AgreementList {
        try await Self.answered {
            _ = try await register.add(request.agreement.registration, to: request.nis, by: .localOperator, idempotency: nil)
            return AgreementList(try await register.show(request.nis, within: .everywhere))
        }
    }

    func withdrawAgreement(_ request: WithdrawAgreement) async throws -> AgreementList {
        try await Self.answered {
            AgreementList(
                try await register.withdraw(number: request.number, of: request.nis, on: request.withdrawnOn, by: .localOperator))
        }
    }

    func importMunicipalities(_ request: ImportMunicipalities) async throws -> ImportedMunicipalities {
        let now = clock.now
        return try await Self.answered {
            let table = try MunicipalityTable(Array(request.table.utf8))
            let result = try await register.importTable(table, isDryRun: request.dryRun, by: .localOperator)
            return ImportedMunicipalities(
                dryRun: request.dryRun, new: result.new.map { MunicipalityRow(MunicipalityView($0, at: now)) },
                changed: result.changed.map { MunicipalityRow(MunicipalityView($0, at: now)) }, unchanged: result.unchanged)
        }
    }

    /// What the register refuses, as a command tells it.
    private static func answered<Answer>(_ act: () async throws -> Answer) async throws -> Answer {
        do {
            return try await act()
        } catch let refusal as IssuanceRefusal {
            if let fault = AdministrationFault(ofRegister: refusal) { throw fault }
            throw refusal
        }
    }
}

extension AdministrationFault {
    /// One line for each wrong field; `nil` for what is the service's own trouble.
    init?(ofRegister refusal: IssuanceRefusal) {
        switch refusal {
        case .invalid(let faults): self = .invalid(faults.map { "\($0.field): \($0.reason)" }.joined(separator: "\n"))
        case .conflict(let detail): self = .conflict(detail)
        case .notFound: self = .notFound("no such municipality; 'municipality add' registers one")
        default: return nil
        }
    }
}

extension AddMunicipality {
    fileprivate var registration: MunicipalityRegistration {
        MunicipalityRegistration(
            nis: nis, name: name, nameNL: nameNl, nameFR: nameFr, nameDE: nameDe, languages: languages, enterpriseNumber: enterpriseNumber,
            validFrom: validFrom, validUntil: validUntil, successor: successor, branding: branding?.registration ?? BrandingRegistration(),
            agreement: agreement?.registration)
    }
}

extension AddAgreement {
    fileprivate var registration: AgreementRegistration {
        AgreementRegistration(
            signedOn: signedOn, signatory: signatory, function: function, documentDigest: documentDigest, validFrom: validFrom,
            validUntil: validUntil)
    }
}

extension MunicipalityRow {
    fileprivate init(_ view: MunicipalityView) {
        let municipality = view.municipality
        let agreement = view.standing.current?.agreement
        self.init(
            nis: municipality.nis, name: municipality.name, nameNl: municipality.names[.nl], nameFr: municipality.names[.fr],
            nameDe: municipality.names[.de], languages: municipality.languages.map(\.rawValue),
            enterpriseNumber: municipality.enterpriseNumber?.digits, validFrom: municipality.validFrom?.brusselsDay,
            validUntil: municipality.validUntil?.brusselsDay, successor: municipality.successor,
            branding: BrandingFields(municipality.branding), agreement: view.standing.state.words,
            signedOn: agreement?.signedOn.brusselsDay, signatory: agreement?.signatory, missing: view.missing)
    }
}

extension AgreementList {
    fileprivate init(_ view: MunicipalityView) {
        self.init(
            municipality: MunicipalityRow(view),
            agreements: view.municipality.agreements.enumerated().map { index, agreement in
                Row(
                    number: index + 1, current: index + 1 == view.standing.current?.number, signedOn: agreement.signedOn.brusselsDay,
                    signatory: agreement.signatory, function: agreement.function, documentDigest: agreement.documentDigest,
                    validFrom: agreement.validFrom.brusselsDay, validUntil: agreement.validUntil?.brusselsDay,
                    withdrawnOn: agreement.withdrawnOn?.brusselsDay)
            })
    }
}

extension AgreementStanding.State {
    /// `in force`
    fileprivate var words: String { rawValue.replacing("_", with: " ") }
}
