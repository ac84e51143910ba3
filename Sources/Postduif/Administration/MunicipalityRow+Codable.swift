/// The fields of the branding stand beside the others, as in the API and in a table; a service of before there were any sends none.
extension MunicipalityRow {
    private enum CodingKeys: CodingKey {
        case nis, name, nameNl, nameFr, nameDe, languages, enterpriseNumber, validFrom, validUntil, successor, agreement, signedOn,
            signatory, missing
    }

    init(from decoder: any Decoder) throws {
        let row = try decoder.container(keyedBy: CodingKeys.self)
        func text(_ key: CodingKeys) throws -> String? { try row.decodeIfPresent(String.self, forKey: key) }
        self.init(
            nis: try row.decode(String.self, forKey: .nis), name: try row.decode(String.self, forKey: .name), nameNl: try text(.nameNl),
            nameFr: try text(.nameFr), nameDe: try text(.nameDe), languages: try row.decode([String].self, forKey: .languages),
            enterpriseNumber: try text(.enterpriseNumber), validFrom: try text(.validFrom), validUntil: try text(.validUntil),
            successor: try text(.successor), branding: try BrandingFields(from: decoder),
            agreement: try row.decode(String.self, forKey: .agreement), signedOn: try text(.signedOn), signatory: try text(.signatory),
            missing: try row.decode([String].self, forKey: .missing))
    }

    func encode(to encoder: any Encoder) throws {
        var row = encoder.container(keyedBy: CodingKeys.self)
        try row.encode(nis, forKey: .nis)
        try row.encode(name, forKey: .name)
        let texts: [(CodingKeys, String?)] = [
            (.nameNl, nameNl), (.nameFr, nameFr), (.nameDe, nameDe), (.enterpriseNumber, enterpriseNumber), (.validFrom, validFrom),
            (.validUntil, validUntil), (.successor, successor), (.signedOn, signedOn), (.signatory, signatory),
        ]
        for (key, text) in texts { try row.encodeIfPresent(text, forKey: key) }
        try row.encode(languages, forKey: .languages)
        try row.encode(agreement, forKey: .agreement)
        try row.encode(missing, forKey: .missing)
        try branding.encode(to: encoder)
    }
}
