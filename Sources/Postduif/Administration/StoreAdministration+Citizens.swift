import Issuance
import Mail
import Queue

extension StoreAdministration {
    func citizen(_ request: CitizenRequest) async throws -> CitizenRow {
        let export = try await Self.refusing { try await citizens.export(Secret(request.citizenNumber), by: .localOperator) }
        return CitizenRow(
            exportedAt: export.at.rfc3339, activations: export.activations.map(Self.row), digitalKeys: export.keys.map(Self.row),
            codes: export.codes.map(Self.row), messages: export.messages.map(Self.row), audit: export.audit.map(Self.row))
    }

    func eraseCitizen(_ request: CitizenRequest) async throws -> ErasureRow {
        let receipt = try await Self.refusing { try await citizens.erase(Secret(request.citizenNumber), by: .localOperator) }
        let counts = receipt.counts
        return ErasureRow(
            activations: counts.activations, digitalKeys: counts.digitalKeys, codes: counts.codes, cancelledMails: counts.cancelledMails,
            mailsInFlight: counts.mailsInFlight, wipedMessages: counts.wipedMessages, limitCounters: counts.limitCounters,
            logEmptied: receipt.isLogEmpty, auditEntry: Self.row(receipt.entry))
    }

    private static func refusing<Value>(_ ask: () async throws -> Value) async throws -> Value {
        do { return try await ask() } catch IssuanceRefusal.invalid(let faults) {
            throw AdministrationFault.invalid(faults.map { "\($0.field): \($0.reason)" }.joined(separator: "\n"))
        } catch IssuanceRefusal.unavailable(let fault) {
            throw AdministrationFault(problem: "overloaded", detail: "the store cannot do it now: \(fault.metricLabel); its log says why")
        }
    }

    private static func row(_ held: CitizenExport.HeldActivation) -> CitizenRow.ActivationRow {
        let activation = held.activation
        return .init(
            id: activation.id.description, state: held.state.rawValue, municipality: activation.municipality,
            case: activation.case.rawValue, email: held.address, language: activation.language.rawValue,
            bindingLanguage: activation.bindingLanguage?.rawValue, assurance: activation.assurance.rawValue,
            channel: activation.channel.rawValue, document: activation.identification.document.rawValue,
            country: activation.identification.country, checkedWith: activation.identification.checkedWith.rawValue,
            result: activation.identification.result.rawValue, issuedAt: activation.issued.rfc3339,
            expiresAt: activation.expires.rfc3339, keyId: activation.key?.description, returnTo: activation.returnTo)
    }

    private static func row(_ held: CitizenExport.HeldKey) -> CitizenRow.DigitalKeyRow {
        .init(
            id: held.key.id.description, activationId: held.key.activation.description, municipality: held.key.municipality,
            email: held.address, language: held.key.language.rawValue, bindingLanguage: held.key.bindingLanguage?.rawValue,
            assurance: held.key.assurance.rawValue, createdAt: held.key.created.rfc3339, revokedAt: held.key.revoked?.rfc3339)
    }

    private static func row(_ code: CodeChallenge) -> CitizenRow.CodeRow {
        .init(
            id: code.id.description, keyId: code.key?.description, purpose: code.purpose, state: code.state.rawValue,
            issuedAt: code.issued.rfc3339, expiresAt: code.expires.rfc3339)
    }
}
