import Issuance
import Mail

extension Columns {
    /// The twenty-eight columns of `Statements.municipality`, with one agreement or none.
    func municipality() -> Municipality {
        let names: [(Language, String?)] = [(.nl, optionalText(2)), (.fr, optionalText(3)), (.de, optionalText(4))]
        let languages = text(5).split(separator: " ").compactMap { Language(rawValue: String($0)) }
        return Municipality(
            nis: text(0), name: text(1), names: Dictionary(uniqueKeysWithValues: names.compactMap { pair in pair.1.map { (pair.0, $0) } }),
            languages: languages,
            enterpriseNumber: optionalText(6).flatMap(EnterpriseNumber.init), validFrom: optionalTime(7), validUntil: optionalTime(8),
            successor: optionalText(9), branding: branding(from: 17, languages: languages), agreements: isNull(10) ? [] : [agreement()])
    }

    private func agreement() -> Agreement {
        Agreement(
            signedOn: time(10), signatory: text(11), function: text(12), documentDigest: optionalText(13), validFrom: time(14),
            validUntil: optionalTime(15), withdrawnOn: optionalTime(16))
    }
}
