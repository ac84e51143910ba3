import Issuance
import Mail
import Rendering

extension CommonOptions {
    /// The municipality that a command shows mails of, as it is registered; `nil` when none is named.
    func municipality(_ nis: String?) async throws -> Municipality? {
        guard let nis else { return nil }
        let rows = try await administer(offline: true) { try await $0.municipalities() }
        guard let row = rows.first(where: { $0.nis == nis }) else {
            throw AdministrationFault.notFound("\(nis): no such municipality; 'municipality list' shows them")
        }
        return row.municipality
    }
}

extension MunicipalityRow {
    /// Without its agreements: what mails show.
    fileprivate var municipality: Municipality {
        let names: [Language: String?] = [.nl: nameNl, .fr: nameFr, .de: nameDe]
        return Municipality(
            nis: nis, name: name, names: names.compactMapValues(\.self), languages: languages.compactMap(Language.init(rawValue:)),
            branding: branding.branding, agreements: [])
    }
}

extension Municipality {
    /// What its mails can be in: its languages, English after the first one, and both where nobody told the citizen's.
    var previewedLanguages: [MailLanguages] {
        let untold = languagesUntold.flatMap { $0.binding == nil ? nil : $0 }
        return languages.map { MailLanguages($0) } + [MailLanguages(.en, binding: languages.first)] + [untold].compactMap(\.self)
    }

    /// `nil` where it has none of its own.
    var mailBranding: MailBranding? { branding == .none ? nil : MailBranding(branding) }
}
