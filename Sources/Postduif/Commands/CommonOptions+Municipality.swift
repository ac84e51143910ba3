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
    /// What a preview shows: its languages, English after the given or the first one, and both where its mails are in them if nobody told the citizen's.
    func previewedLanguages(beforeEnglish given: Language?) -> [MailLanguages] {
        languages.map { MailLanguages($0) } + [MailLanguages(.en, binding: given ?? languages.first)] + untoldPair
    }

    /// What a mail of it is in that is asked for: English alone has its first language before it, if no other is given.
    ///
    /// - Throws: `invalid` for what its mails are never in.
    func shown(_ asked: MailLanguages, beforeEnglish given: Language? = nil) throws -> MailLanguages {
        let possible = languages.map { MailLanguages($0) } + languages.map { MailLanguages(.en, binding: $0) } + untoldPair
        let shown = (given ?? languages.first).map(asked.shown(beforeEnglish:)) ?? asked
        guard possible.contains(shown) else {
            let names = possible.map(\.text).joined(separator: ", ")
            throw AdministrationFault.invalid("\(nis): its mails are in \(names), and never in \(shown.text)")
        }
        return shown
    }

    private var untoldPair: [MailLanguages] { [languagesUntold].compactMap(\.self).filter { $0.binding != nil } }

    /// `nil` where it has none of its own.
    var mailBranding: MailBranding? { branding == .none ? nil : MailBranding(branding) }
}
