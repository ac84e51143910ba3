import ArgumentParser
import Issuance

extension MunicipalityCommand {
    struct Import: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Register or change the municipalities of a table, all or none.",
            discussion: """
                FILE is CSV in UTF-8 with a heading; commas, semicolons or tabs between the fields. Columns, of which nis alone is needed:
                \(MunicipalityTable.Column.allCases.map(\.rawValue).joined(separator: ", ")).
                Several languages stand in one field with a space between; without any, those that the NIS code allows are registered. Days are \
                yyyy-mm-dd; valid_until is the first day on which the NIS code is no longer valid, successor the one that follows. A column that is \
                not there leaves what is registered, an empty field takes it away. Agreements are not touched.
                Every fault is told with its line and column, and then nothing is written.
                """)

        @Argument(help: ArgumentHelp("The table.", valueName: "file"), completion: .file(extensions: ["csv"])) var file: String
        @Flag(help: "Tell what would change, and write nothing.") var dryRun = false
        @OptionGroup var common: CommonOptions

        func run() async throws {
            let bytes = try SmallFile.bytes(file, limit: MunicipalityTable.octets)
            do {
                // What is no table goes nowhere: the service would say the same.
                _ = try MunicipalityTable(bytes)
            } catch {
                if let fault = AdministrationFault(ofRegister: error) { throw fault }
                throw error
            }
            let request = ImportMunicipalities(table: String(decoding: bytes, as: UTF8.self), dryRun: dryRun)
            let imported = try await common.administer(offline: true) { try await $0.importMunicipalities(request) }
            try common.show(imported, Self.text(imported))
        }

        static func text(_ imported: ImportedMunicipalities) -> String {
            var lines = ["\(imported.new.count) new, \(imported.changed.count) changed, \(imported.unchanged) as registered"]
            for (word, rows) in [("new", imported.new), ("changed", imported.changed)] where !rows.isEmpty {
                lines += ["", word, MunicipalityCommand.List.table(rows).text(empty: "")]
            }
            if imported.dryRun { lines += ["", "Nothing was written; run it again without --dry-run."] }
            return lines.joined(separator: "\n")
        }
    }
}
