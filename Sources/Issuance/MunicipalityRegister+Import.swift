import Mail
import Queue

extension MunicipalityRegister {
    /// Faults of one table that are told; the rest is counted.
    private static let faultsTold = 100

    /// Registers or changes all municipalities of a table, or none of them. Agreements are not touched, nor is what others change in the
    /// same moment and the table does not name.
    ///
    /// - Parameter isDryRun: Whether only to tell what would change.
    /// - Throws: Every wrong field of every line at once.
    package func importTable(
        _ table: MunicipalityTable, isDryRun: Bool, by registrar: Registrar
    ) async throws(IssuanceRefusal) -> MunicipalityImport {
        try await upToDate { () async throws(IssuanceRefusal) in
            let now = clock.now
            let all = try await Self.stored { () async throws(StoreFault) in try await store.municipalities() }
            let known = Dictionary(uniqueKeysWithValues: all.map { ($0.nis, $0) })
            let result = Self.compared(try Self.checked(table, known: known, now: now), known: known)
            let written = result.new + result.changed
            guard !isDryRun, !written.isEmpty else { return result }
            let basis = Self.basis(of: written, known: known)
            let change = MunicipalityChange.put(written.map(\.withoutAgreements))
            return try await commit(change, basis, by: registrar.actor, now: now) ? result : nil
        }
    }

    private static func compared(_ checked: [Municipality], known: [String: Municipality]) -> MunicipalityImport {
        var result = MunicipalityImport()
        for municipality in checked {
            guard let former = known[municipality.nis] else {
                result.new.append(municipality)
                continue
            }
            if former == municipality { result.unchanged += 1 } else { result.changed.append(municipality) }
        }
        return result
    }

    /// What is written, and the successors that it names.
    private static func basis(of written: [Municipality], known: [String: Municipality]) -> MunicipalityBasis {
        var basis = MunicipalityBasis()
        for nis in written.flatMap({ [$0.nis] + [$0.successor].compactMap(\.self) }) { basis.note(known[nis], nis: nis) }
        return basis
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
        return [municipality.successorFault(register[nis])].compactMap(\.self)
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
