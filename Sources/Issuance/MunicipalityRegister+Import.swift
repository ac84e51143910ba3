import Mail
import Queue

extension MunicipalityRegister {
    /// Faults of one table that are told; the rest is counted.
    private static let faultsTold = 100

    /// Registers or changes all municipalities of a table, or none of them. Agreements are not touched.
    ///
    /// - Parameter isDryRun: Whether only to tell what would change.
    /// - Throws: Every wrong field of every line at once.
    package func importTable(
        _ table: MunicipalityTable, isDryRun: Bool, by registrar: Registrar
    ) async throws(IssuanceRefusal) -> MunicipalityImport {
        let now = clock.now
        let all = try await Self.stored { () async throws(StoreFault) in try await store.municipalities() }
        let known = Dictionary(uniqueKeysWithValues: all.map { ($0.nis, $0) })
        let checked = try Self.checked(table, known: known, now: now)
        var result = MunicipalityImport()
        for municipality in checked {
            guard let former = known[municipality.nis] else {
                result.new.append(municipality)
                continue
            }
            if former == municipality { result.unchanged += 1 } else { result.changed.append(municipality) }
        }
        let written = (result.new + result.changed).map(\.withoutAgreements)
        if !isDryRun, !written.isEmpty { try await commit(.put(written), by: registrar.actor, now: now) }
        return result
    }

    private static func checked(
        _ table: MunicipalityTable, known: [String: Municipality], now: Instant
    ) throws(IssuanceRefusal) -> [Municipality] {
        var rows: [(line: Int, municipality: Municipality?, faults: [FieldFault])] = []
        for row in table.rows {
            var faults: [FieldFault] = []
            let municipality = row.registration.checked(now: now, known: known[row.registration.nis], into: &faults)
            rows.append((row.line, municipality, faults))
        }
        // A successor may stand further down.
        let after = known.merging(rows.compactMap(\.municipality).map { ($0.nis, $0) }) { $1 }
        let faults = rows.flatMap { row in
            (row.faults + successorFaults(of: row.municipality, in: after)).map { FieldFault("line \(row.line), \($0.field)", $0.reason) }
        }
        guard faults.isEmpty else { throw .invalid(told(faults)) }
        return rows.compactMap(\.municipality)
    }

    private static func successorFaults(of municipality: Municipality?, in register: [String: Municipality]) -> [FieldFault] {
        guard let municipality, let nis = municipality.successor, NISCode(nis) != nil, nis != municipality.nis else { return [] }
        return municipality.successorFault(register[nis]).map { [FieldFault("successor", $0)] } ?? []
    }

    private static func told(_ faults: [FieldFault]) -> [FieldFault] {
        guard faults.count > faultsTold else { return faults }
        let more = FieldFault("file", "Has \(faults.count - faultsTold) more faults; mend these first.")
        return faults.prefix(faultsTold) + [more]
    }
}

extension Municipality {
    /// Agreements of a change are those to add.
    fileprivate var withoutAgreements: Municipality {
        var copy = self
        copy.agreements = []
        return copy
    }
}
