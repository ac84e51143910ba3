import Issuance

extension Connection {
    func municipality(nis: String) throws -> Municipality? {
        Self.folded(try rows(Statements.municipality, .text(nis)) { $0.municipality() }).first
    }

    func municipalities() throws -> [Municipality] {
        Self.folded(try rows(Statements.municipalities) { $0.municipality() })
    }

    func municipalities(after nis: String?, limit: Int) throws -> [Municipality] {
        Self.folded(try rows(Statements.municipalityPage, .text(nis ?? ""), .number(limit)) { $0.municipality() })
    }

    /// Each row brings one agreement at most; neighbours of one NIS code are one municipality.
    private static func folded(_ rows: [Municipality]) -> [Municipality] {
        var municipalities: [Municipality] = []
        for row in rows {
            if let last = municipalities.last, last.nis == row.nis {
                municipalities[municipalities.count - 1].agreements += row.agreements
            } else {
                municipalities.append(row)
            }
        }
        return municipalities
    }
}
