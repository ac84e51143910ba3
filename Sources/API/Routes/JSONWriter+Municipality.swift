import Issuance
import Mail

extension JSONWriter {
    /// A municipality with the agreement that counts.
    mutating func municipality(_ view: MunicipalityView) {
        let municipality = view.municipality
        string("nis", municipality.nis)
        string("name", municipality.name)
        string("name_nl", orNull: municipality.names[.nl])
        string("name_fr", orNull: municipality.names[.fr])
        string("name_de", orNull: municipality.names[.de])
        strings("languages", municipality.languages.map(\.rawValue))
        string("enterprise_number", orNull: municipality.enterpriseNumber?.digits)
        string("valid_from", orNull: municipality.validFrom?.brusselsDay)
        string("valid_until", orNull: municipality.validUntil?.brusselsDay)
        string("successor", orNull: municipality.successor)
        branding(municipality.branding)
        standing(view)
    }

    /// The agreements of a municipality: the one that counts, and all in the order of registration.
    mutating func agreements(of view: MunicipalityView) {
        string("nis", view.municipality.nis)
        standing(view)
        let numbered = view.municipality.agreements.enumerated().map { ($0.offset + 1, $0.element) }
        objects("agreements", numbered) { $0.agreement($1.1, number: $1.0) }
    }

    private mutating func standing(_ view: MunicipalityView) {
        string("agreement_state", view.standing.state.rawValue)
        if let current = view.standing.current {
            object("agreement") { $0.agreement(current.agreement, number: current.number) }
        } else {
            null("agreement")
        }
        strings("missing", view.missing)
    }

    private mutating func agreement(_ agreement: Agreement, number: Int) {
        integer("number", Int64(number))
        string("signed_on", agreement.signedOn.brusselsDay)
        string("signatory", agreement.signatory)
        string("function", agreement.function)
        string("document_digest", orNull: agreement.documentDigest)
        string("valid_from", agreement.validFrom.brusselsDay)
        string("valid_until", orNull: agreement.validUntil?.brusselsDay)
        string("withdrawn_on", orNull: agreement.withdrawnOn?.brusselsDay)
    }
}
