import ArgumentParser

/// `postduif municipality`: who may issue, and under which agreement.
struct MunicipalityCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "municipality", abstract: "Municipalities and their user agreements.",
        subcommands: [Add.self, List.self, AgreementOf.self])

    /// The options of an agreement.
    struct AgreementOptions: ParsableArguments {
        @Option(help: ArgumentHelp("The day the agreement was signed.", valueName: "yyyy-mm-dd"))
        var agreementSignedOn: String?

        @Option(help: "Who signed it.")
        var signatory: String?

        @Option(help: "The signatory's function.")
        var function: String?

        @Option(help: ArgumentHelp("SHA-256 of the signed document.", valueName: "hex"))
        var documentDigest: String?

        @Option(help: ArgumentHelp("The first day it is valid (default: the day of signature).", valueName: "yyyy-mm-dd"))
        var validFrom: String?

        @Option(help: ArgumentHelp("The first day it is no longer valid (default: until withdrawn).", valueName: "yyyy-mm-dd"))
        var validUntil: String?

        func agreement() throws -> AddAgreement? {
            let given = [agreementSignedOn, signatory, function, documentDigest, validFrom, validUntil]
            guard given.contains(where: { $0 != nil }) else { return nil }
            guard let agreementSignedOn, let signatory, let function else {
                throw ValidationError(
                    "An agreement needs --agreement-signed-on, --signatory and --function together; "
                        + "--document-digest, --valid-from and --valid-until belong to one.")
            }
            return AddAgreement(
                signedOn: agreementSignedOn, signatory: signatory, function: function, documentDigest: documentDigest,
                validFrom: validFrom, validUntil: validUntil)
        }
    }

    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Register a municipality, or change it.",
            discussion: "Without the agreement's options nothing can be issued for it: add them later with 'municipality agreement'.")

        @Option(help: "The NIS code: five digits.") var nis: String
        @Option(help: "Its name.") var name: String
        @Option(help: ArgumentHelp("Its official languages; the first is the default.", valueName: "nl|fr|de[,…]")) var languages: String
        @OptionGroup var agreement: AgreementOptions
        @OptionGroup var common: CommonOptions

        func run() async throws {
            let request = AddMunicipality(
                nis: nis, name: name, languages: languages.split(separator: ",").map { String($0.filter { $0 != " " }) },
                agreement: try agreement.agreement())
            let row = try await common.administer(offline: true) { try await $0.addMunicipality(request) }
            try common.show(row, "\(row.nis) \(row.name): agreement \(row.agreement)")
        }
    }

    struct AgreementOf: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "agreement", abstract: "Record the agreement of a registered municipality.")
        @Argument(help: "The NIS code.") var nis: String
        @OptionGroup var agreement: AgreementOptions
        @OptionGroup var common: CommonOptions

        func run() async throws {
            guard let agreement = try agreement.agreement() else {
                throw ValidationError("Give --agreement-signed-on, --signatory and --function.")
            }
            let row = try await common.administer(offline: true) { administration in
                guard let known = try await administration.municipalities().first(where: { $0.nis == nis }) else {
                    throw AdministrationFault.notFound("\(nis): not registered; 'municipality add' registers it")
                }
                return try await administration.addMunicipality(
                    AddMunicipality(nis: nis, name: known.name, languages: known.languages, agreement: agreement))
            }
            try common.show(row, "\(row.nis) \(row.name): agreement \(row.agreement)")
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "All municipalities.")
        @OptionGroup var common: CommonOptions

        func run() async throws {
            let rows = try await common.administer(offline: true) { try await $0.municipalities() }
            var table = TextTable("nis", "name", "languages", "agreement", "signed on", "signatory")
            for row in rows {
                table.add(row.nis, row.name, row.languages.joined(separator: ","), row.agreement, row.signedOn ?? "-", row.signatory ?? "-")
            }
            try common.show(rows, table.text(empty: "No municipality yet; register one with 'postduif municipality add'."))
        }
    }
}
