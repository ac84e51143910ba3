import Foundation
import Testing

/// The register at the command line, without a service and through one.
@Suite("Municipality commands", .serialized)
struct MunicipalityCommandProcessTests {
    private static let table = """
        nis;name_nl;name_fr;enterprise_number;valid_from;valid_until;successor
        21004;Brussel;Bruxelles;0123.456.749;;;
        44049;Nevele;;;;2019-01-01;44084
        44084;Aalter;;;2019-01-01;;
        """

    private struct Imported: Decodable {
        struct Row: Decodable { let nis: String }
        let new: [Row]
        let changed: [Row]
        let unchanged: Int
    }

    private struct Listed: Decodable {
        let nis: String
        let name: String
        let languages: [String]
        let agreement: String
        let successor: String?
    }

    private static func decoded<Value: Decodable>(_ type: Value.Type, _ command: Command) throws -> Value {
        try #require(command.status == 0, "\(command.errors)")
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        return try decoder.decode(Value.self, from: Data(command.output.utf8))
    }

    @Test("a table is imported without a service, once more through it, and all or nothing")
    func tables() async throws {
        let service = try ServiceProcess(relay: ServiceProcess.clear(1))
        try service.folder.write(Self.table, to: "table.csv")
        let file = service.folder.file("table.csv")
        let dry = try await service.command(["municipality", "import", file, "--dry-run"])
        #expect(dry.status == 0 && dry.output.contains("3 new") && dry.output.contains("Nothing was written"), "\(dry.output)\(dry.errors)")
        #expect(try Self.decoded([Listed].self, await service.command(["municipality", "list", "--json"])).isEmpty)
        let first = try Self.decoded(Imported.self, await service.command(["municipality", "import", file, "--json"]))
        #expect(first.new.map(\.nis) == ["21004", "44049", "44084"])

        try await service.prepare()
        try await service.start()
        let second = try Self.decoded(Imported.self, await service.command(["municipality", "import", file, "--json"]))
        #expect(second.unchanged == 3 && second.new.isEmpty && second.changed.isEmpty)
        // More than the API takes of a body.
        let rows = (0..<1_500).map { "\(30_000 + $0);\(String(repeating: "x", count: 40));;;;;" }
        try service.folder.write(([Self.table] + rows).joined(separator: "\n"), to: "large.csv")
        let large = try Self.decoded(
            Imported.self, await service.command(["municipality", "import", service.folder.file("large.csv"), "--json"]))
        #expect(large.new.count == 1_500 && large.unchanged == 3)

        try service.folder.write(Self.table + "\n44021;Gent;;1;;;\n44022;;;;;;44021\n", to: "wrong.csv")
        let wrong = try await service.command(["municipality", "import", service.folder.file("wrong.csv")])
        #expect(wrong.status == 1)
        for words in ["line 5, enterprise_number: ", "line 6, name: ", "line 6, successor: "] {
            #expect(wrong.errors.contains(words), "\(wrong.errors)")
        }
        #expect(try await service.command(["municipality", "import", "/nowhere.csv"]).status == 1)
        let listed = try Self.decoded([Listed].self, await service.command(["municipality", "list", "--json"]))
        #expect(listed.count == 1_504 && !listed.contains { $0.nis == "44021" })
        #expect(listed.first { $0.nis == "21004" }?.languages == ["nl", "fr"])
        #expect(listed.first { $0.nis == "44049" }?.successor == "44084")
        await service.stop()
    }

    @Test("an agreement is shown, renewed ahead and withdrawn")
    func agreements() async throws {
        let service = try ServiceProcess(relay: ServiceProcess.clear(1))
        try await service.prepare()
        let renewal = [
            "--agreement-signed-on", "2026-01-20", "--signatory", "B", "--function", "bourgmestre", "--valid-from", "2099-01-01",
        ]
        let renewed = try await service.command(["municipality", "agreement", "62063"] + renewal)
        #expect(renewed.status == 0 && renewed.output.contains("agreement in force"), "\(renewed.output)\(renewed.errors)")
        let withdrawn = try await service.command(["municipality", "agreement", "62063", "--withdraw"])
        #expect(withdrawn.status == 0 && withdrawn.output.contains("agreement to come"), "\(withdrawn.output)\(withdrawn.errors)")
        #expect(withdrawn.output.contains("was withdrawn on") && withdrawn.output.contains("begins on 2099-01-01"))
        let shown = try await service.command(["municipality", "agreement", "62063"])
        #expect(shown.status == 0 && shown.output == withdrawn.output)
        let again = try await service.command(["municipality", "agreement", "62063", "--withdraw", "--number", "1"])
        #expect(again.status == 1 && again.errors.contains("withdrawn before"), "\(again.errors)")
        #expect(try await service.command(["municipality", "agreement", "62064"]).status == 1)
        #expect(try await service.command(["municipality", "agreement", "62063", "--number", "1"]).status == 2)
    }
}
