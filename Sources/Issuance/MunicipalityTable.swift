/// A table of municipalities in CSV, read and not checked: a heading with the names of columns, then a row for each NIS code.
///
/// A column that is not there leaves what is registered; an empty field takes it away, but for `languages`, which then follow from the NIS code
/// where none are registered.
package struct MunicipalityTable: Hashable, Sendable {
    /// Of the whole file.
    package static let octets = 512 * 1_024
    /// Without the heading. Belgium has 565 municipalities; codes that ended come on top.
    package static let rowsMost = 2_000
    package static let fieldOctets = 1_000

    /// The names are those of the API's fields.
    package enum Column: String, CaseIterable, Sendable {
        case nis, name
        case nameNL = "name_nl"
        case nameFR = "name_fr"
        case nameDE = "name_de"
        case languages
        case enterpriseNumber = "enterprise_number"
        case validFrom = "valid_from"
        case validUntil = "valid_until"
        case successor
        case senderName = "sender_name"
        case senderNameNL = "sender_name_nl"
        case senderNameFR = "sender_name_fr"
        case senderNameDE = "sender_name_de"
        case contactName = "contact_name"
        case contactNameNL = "contact_name_nl"
        case contactNameFR = "contact_name_fr"
        case contactNameDE = "contact_name_de"
        case contactEmail = "contact_email"
        case contactPhone = "contact_phone"
        case accentColor = "accent_color"
    }

    package struct Row: Hashable, Sendable {
        package let line: Int
        package let registration: MunicipalityRegistration
    }

    package let rows: [Row]

    /// - Throws: ``IssuanceRefusal/invalid(_:)`` with every line that cannot be read, and why.
    package init(_ bytes: [UInt8]) throws(IssuanceRefusal) {
        guard bytes.count <= Self.octets else {
            throw .invalid([FieldFault("file", "Is larger than \(Self.octets) octets; split the table.")])
        }
        let records: [CSVReader.Record]
        do {
            records = try CSVReader.records(
                bytes, atMost: Self.rowsMost + 1, fields: 2 * Column.allCases.count, octets: Self.fieldOctets)
        } catch {
            throw .invalid([FieldFault("line \(error.line)", error.reason)])
        }
        guard let heading = records.first else {
            throw .invalid([FieldFault("file", "Is empty; begin with a heading such as nis,name,languages.")])
        }
        let columns = try Self.columns(heading)
        guard records.count > 1 else { throw .invalid([FieldFault("file", "Has a heading and no row.")]) }
        self.rows = try Self.rows(records.dropFirst(), columns)
    }

    private static func columns(_ heading: CSVReader.Record) throws(IssuanceRefusal) -> [Column] {
        var faults: [FieldFault] = []
        var columns: [Column] = []
        for text in heading.fields {
            let name = text.lowercased().filter { $0 != " " }
            guard let column = Column(rawValue: name) else {
                let known = Column.allCases.map(\.rawValue).joined(separator: ", ")
                faults.append(FieldFault("line \(heading.line), \(name.prefix(32))", "Is no column of this table; they are \(known)."))
                continue
            }
            if columns.contains(column) { faults.append(FieldFault("line \(heading.line), \(name)", "Stands twice; remove one.")) }
            columns.append(column)
        }
        if faults.isEmpty, !columns.contains(.nis) { faults.append(FieldFault("line \(heading.line)", "The column nis is missing.")) }
        guard faults.isEmpty else { throw .invalid(faults) }
        return columns
    }

    private static func rows(_ records: ArraySlice<CSVReader.Record>, _ columns: [Column]) throws(IssuanceRefusal) -> [Row] {
        var faults: [FieldFault] = []
        var lines: [String: Int] = [:]
        let rows = records.compactMap { record -> Row? in
            guard record.fields.count == columns.count else {
                let counts = "\(record.fields.count) fields under \(columns.count) columns"
                faults.append(FieldFault("line \(record.line)", "There are \(counts); quote fields that hold the separator."))
                return nil
            }
            let registration = registration(Dictionary(uniqueKeysWithValues: zip(columns, record.fields)))
            if let former = lines.updateValue(record.line, forKey: registration.nis) {
                faults.append(FieldFault("line \(record.line), nis", "Stands on line \(former) too; remove one."))
            }
            return Row(line: record.line, registration: registration)
        }
        guard faults.isEmpty else { throw .invalid(faults) }
        return rows
    }

    private static func registration(_ given: [Column: String]) -> MunicipalityRegistration {
        let fields = given.mapValues { $0.trimmed }
        let languages = fields[.languages].map { $0.split { " ,;/|+".contains($0) }.map { $0.lowercased() } }
        return MunicipalityRegistration(
            nis: fields[.nis] ?? "", name: fields[.name], nameNL: fields[.nameNL], nameFR: fields[.nameFR], nameDE: fields[.nameDE],
            languages: languages.flatMap { $0.isEmpty ? nil : $0 }, enterpriseNumber: fields[.enterpriseNumber],
            validFrom: fields[.validFrom], validUntil: fields[.validUntil], successor: fields[.successor], branding: branding(fields))
    }

    private static func branding(_ fields: [Column: String]) -> BrandingRegistration {
        var branding = BrandingRegistration()
        branding.senderName = fields[.senderName]
        branding.senderNameNL = fields[.senderNameNL]
        branding.senderNameFR = fields[.senderNameFR]
        branding.senderNameDE = fields[.senderNameDE]
        branding.contactName = fields[.contactName]
        branding.contactNameNL = fields[.contactNameNL]
        branding.contactNameFR = fields[.contactNameFR]
        branding.contactNameDE = fields[.contactNameDE]
        branding.contactEmail = fields[.contactEmail]
        branding.contactPhone = fields[.contactPhone]
        branding.accentColor = fields[.accentColor]
        return branding
    }
}

extension String {
    /// Without spaces around it.
    fileprivate var trimmed: String {
        String(drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed())
    }
}
