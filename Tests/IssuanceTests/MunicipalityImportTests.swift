import Issuance
import Mail
import TestKit
import Testing

struct MunicipalityImportTests {
    private let store = MemoryStore()
    private let clock = ManualClock()
    private var register: MunicipalityRegister { MunicipalityRegister(store: store, clock: clock) }

    private func imported(_ text: String, isDryRun: Bool = false) async throws -> MunicipalityImport {
        try await register.importTable(try MunicipalityTable(Array(text.utf8)), isDryRun: isDryRun, by: .localOperator)
    }

    private func faults(_ text: String) async throws -> [FieldFault] {
        do {
            _ = try await imported(text)
            return []
        } catch IssuanceRefusal.invalid(let faults) {
            return faults
        }
    }

    static let mergers = """
        nis,name,valid_from,valid_until,successor
        44049,Nevele,,2019-01-01,44084
        44001,Aalter,,2019-01-01,44084
        44084,Aalter,2019-01-01,,
        """

    @Test func `A table registers municipalities with their mergers, and once more changes nothing`() async throws {
        let first = try await imported(Self.mergers)
        #expect(first.new.map(\.nis) == ["44049", "44001", "44084"] && first.changed.isEmpty && first.unchanged == 0)
        let nevele = try #require(try await store.municipality(nis: "44049"))
        #expect(nevele.endedCode(at: clock.now)?.contains("44084") == true)
        #expect(try await store.municipality(nis: "44084")?.isValid(at: clock.now) == true)
        let writes = store.contents.terms.count
        let second = try await imported(Self.mergers)
        #expect(second.new.isEmpty && second.changed.isEmpty && second.unchanged == 3 && store.contents.terms.count == writes)
    }

    @Test func `A merger ends a registered code and keeps its agreements`() async throws {
        let agreement = Agreement(signedOn: clock.now, signatory: "A", function: "mayor", validFrom: clock.now)
        try await store.register(Municipality(nis: "44049", name: "Nevele", languages: [.nl], agreement: agreement))
        let result = try await imported(
            "nis,valid_from,valid_until,successor,name\n44049,,2027-01-01,44084,Nevele\n44084,2027-01-01,,,Aalter\n")
        #expect(result.changed.map(\.nis) == ["44049"] && result.new.map(\.nis) == ["44084"])
        let nevele = try #require(try await store.municipality(nis: "44049"))
        #expect(nevele.agreements == [agreement] && nevele.successor == "44084")
    }

    @Test func `What others wrote since the table was compared stays`() async throws {
        _ = try await register.put(.init(nis: "44021", name: "Gent"))
        let agreement = Agreement(signedOn: clock.now, signatory: "A", function: "mayor", validFrom: clock.now)
        store.change {
            $0.meanwhile = [
                {
                    $0.municipalities["44021"] = Municipality(
                        nis: "44021", name: "Gent", names: [.de: "Gent"], languages: [.nl], validFrom: .distantPast, agreements: [agreement]
                    )
                },
                { $0.municipalities["62063"] = Municipality(nis: "62063", name: "Luik", languages: [.fr], agreements: [agreement]) },
            ]
        }
        let result = try await imported("nis,name_fr\n44021,Gand\n62063,Liège\n")
        #expect(result.new.isEmpty && result.changed.map(\.nis) == ["44021", "62063"] && store.contents.meanwhile.isEmpty)
        let ghent = try #require(try await store.municipality(nis: "44021"))
        #expect(ghent.names == [.de: "Gent", .fr: "Gand"] && ghent.validFrom == .distantPast && ghent.agreements == [agreement])
        #expect(try await store.municipality(nis: "62063")?.agreements == [agreement])
    }

    @Test func `A dry run tells the same and writes nothing`() async throws {
        #expect(try await imported(Self.mergers, isDryRun: true).new.count == 3)
        #expect(try await store.municipalities().isEmpty && store.contents.terms.isEmpty)
    }

    @Test func `Every fault is told with line and column, and nothing is written`() async throws {
        let faults = try await faults(
            """
            nis,name,languages,enterprise_number,valid_from,valid_until,successor
            44021,Gent,fr,0123.456.748,,,
            4402,Aalst,nl,,2026-02-30,,
            44084,Aalter,nl,,2019-01-01,,
            44049,Nevele,nl,,,2018-01-01,44084
            44048,Zomergem,nl,,,2018-01-01,44999
            62063,Liège,fr,,,,
            """)
        #expect(
            faults.map(\.field) == [
                "line 2, languages", "line 2, enterprise_number", "line 3, nis", "line 3, valid_from", "line 5, successor",
                "line 6, successor",
            ])
        #expect(faults.allSatisfy { !$0.reason.isEmpty })
        #expect(try await store.municipalities().isEmpty)
    }

    @Test func `Of very many faults the first hundred are told`() async throws {
        let text = "nis,name\n" + (1...150).map { "x\($0),A" }.joined(separator: "\n")
        let told = try await faults(text)
        #expect(told.count == 101 && told.last?.field == "file" && told.last?.reason.contains("50 more") == true)
    }
}
