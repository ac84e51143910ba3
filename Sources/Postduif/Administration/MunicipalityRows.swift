/// `municipality add`. What is `nil` stays as it is registered, an empty text takes it away; without an agreement none is added.
struct AddMunicipality: Codable, Sendable {
    let nis: String
    let name: String?
    let languages: [String]?
    let agreement: AddAgreement?
    var nameNl: String? = nil
    var nameFr: String? = nil
    var nameDe: String? = nil
    var enterpriseNumber: String? = nil
    var validFrom: String? = nil
    var validUntil: String? = nil
    var successor: String? = nil
    /// `nil`: nothing of it changes.
    var branding: BrandingFields?
}

struct AddAgreement: Codable, Sendable {
    let signedOn: String
    let signatory: String
    let function: String
    let documentDigest: String?
    let validFrom: String?
    let validUntil: String?
}

/// `municipality agreement NIS` with the options of an agreement.
struct AddAgreementTo: Codable, Sendable {
    let nis: String
    let agreement: AddAgreement
}

/// `municipality agreement NIS --withdraw`.
struct WithdrawAgreement: Codable, Sendable {
    let nis: String
    /// From 1; `nil`: the one in force on that day, else the next.
    let number: Int?
    /// `nil`: today.
    let withdrawnOn: String?
}

struct MunicipalityRow: Codable, Sendable {
    let nis: String
    let name: String
    let nameNl: String?
    let nameFr: String?
    let nameDe: String?
    let languages: [String]
    let enterpriseNumber: String?
    /// Days of the NIS code.
    let validFrom: String?
    let validUntil: String?
    let successor: String?
    let branding: BrandingFields
    /// `in force`, `to come`, `ended`, `withdrawn` or `none`.
    let agreement: String
    /// Of the agreement that counts.
    let signedOn: String?
    let signatory: String?
    /// Why nothing can be issued, and what to do.
    let missing: [String]
}

/// `municipality agreement NIS`: all of them, in the order of registration.
struct AgreementList: Codable, Sendable {
    struct Row: Codable, Sendable {
        let number: Int
        /// Whether it is the one that counts: in force, else the next, else the last.
        let current: Bool
        let signedOn: String
        let signatory: String
        let function: String
        let documentDigest: String?
        let validFrom: String
        let validUntil: String?
        let withdrawnOn: String?
    }

    let municipality: MunicipalityRow
    let agreements: [Row]
}

/// `municipality import FILE`.
struct ImportMunicipalities: Codable, Sendable {
    /// The file's content.
    let table: String
    /// Only tells what would change.
    let dryRun: Bool
}

struct ImportedMunicipalities: Codable, Sendable {
    let dryRun: Bool
    let new: [MunicipalityRow]
    let changed: [MunicipalityRow]
    let unchanged: Int
}
