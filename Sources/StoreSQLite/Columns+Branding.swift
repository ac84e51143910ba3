import Issuance
import Mail

extension Columns {
    /// The eleven columns of a municipality's branding, from `first` on.
    ///
    /// - Parameter languages: Of the municipality: a plain name that was not given follows from theirs.
    func branding(from first: Int32, languages: [Language]) -> MunicipalityBranding {
        var contact: MunicipalityBranding.Contact?
        if let name = brandName(from: first + 4, languages), let email = optionalText(first + 8) {
            contact = MunicipalityBranding.Contact(name: name, email: email, phone: optionalText(first + 9))
        }
        return MunicipalityBranding(
            senderName: brandName(from: first, languages), contact: contact, accent: optionalText(first + 10).flatMap(AccentColor.init))
    }

    /// A name, and those in Dutch, French and German.
    private func brandName(from first: Int32, _ languages: [Language]) -> NameByLanguage? {
        let names: [(Language, String?)] = [
            (.nl, optionalText(first + 1)), (.fr, optionalText(first + 2)), (.de, optionalText(first + 3)),
        ]
        return NameByLanguage(
            given: optionalText(first), names: Dictionary(uniqueKeysWithValues: names.compactMap { pair in pair.1.map { (pair.0, $0) } }),
            languages: languages)
    }
}
