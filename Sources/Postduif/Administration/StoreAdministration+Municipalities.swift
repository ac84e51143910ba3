import Issuance
import Mail

extension StoreAdministration {
    private var register: MunicipalityRegister { MunicipalityRegister(store: store, clock: clock) }

    func addMunicipality(_ request: AddMunicipality) async throws -> MunicipalityRow {
        try await Self.refused { MunicipalityRow(try await register.put(request.registration)) }
    }

    func municipalities() async throws -> [MunicipalityRow] {
        let now = clock.now
        return try await store.municipalities().map { MunicipalityRow(MunicipalityView($0, at: now)) }
    }

    /// What the register refuses, as a command tells it: one line for each wrong field.
    private static func refused<Answer>(_ act: () async throws -> Answer) async throws -> Answer {
        do {
            return try await act()
        } catch let refusal as IssuanceRefusal {
            switch refusal {
            case .invalid(let faults): throw AdministrationFault.invalid(faults.map { "\($0.field): \($0.reason)" }.joined(separator: "\n"))
            case .conflict(let detail): throw AdministrationFault.conflict(detail)
            case .notFound: throw AdministrationFault.notFound("no such municipality; 'municipality add' registers one")
            default: throw refusal
            }
        }
    }
}

extension AddMunicipality {
    fileprivate var registration: MunicipalityRegistration {
        MunicipalityRegistration(nis: nis, name: name, languages: languages, agreement: agreement?.registration)
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
        let agreement = view.standing.current?.agreement
        self.init(
            nis: view.municipality.nis, name: view.municipality.name, languages: view.municipality.languages.map(\.rawValue),
            agreement: view.standing.state.words, signedOn: agreement?.signedOn.brusselsDay, signatory: agreement?.signatory)
    }
}

extension AgreementStanding.State {
    /// `in force`
    fileprivate var words: String { rawValue.replacing("_", with: " ") }
}
