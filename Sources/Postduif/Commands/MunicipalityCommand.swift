import ArgumentParser

/// `postduif municipality`: who may issue, and under which agreement.
struct MunicipalityCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "municipality", abstract: "Municipalities and their user agreements.",
        subcommands: [Add.self, List.self, AgreementOf.self, Import.self])

    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Register a municipality, or change it.",
            discussion: """
                Without the agreement's options nothing can be issued for it: add them later with 'municipality agreement'.
                An option that is left out leaves what is registered; an empty value takes it away. After a merger, register the new NIS code \
                and end the former one with --code-until and --successor: nothing is issued for it from that day on.
                """)

        @Option(help: "The NIS code: five digits.") var nis: String
        @Option(help: "Its name; the one in its first language when left out.") var name: String?
        @Option(help: ArgumentHelp("Its name in Dutch, where that differs.", valueName: "name")) var nameNl: String?
        @Option(help: ArgumentHelp("Its name in French, where that differs.", valueName: "name")) var nameFr: String?
        @Option(help: ArgumentHelp("Its name in German, where that differs.", valueName: "name")) var nameDe: String?
        @Option(
            help: ArgumentHelp(
                "Its official languages, the first is the default (default: those that its NIS code allows).", valueName: "nl|fr|de[,…]"))
        var languages: String?
        @Option(help: ArgumentHelp("Its number at the Crossroads Bank for Enterprises.", valueName: "0123.456.749"))
        var enterpriseNumber: String?
        @Option(help: ArgumentHelp("The first day of the NIS code.", valueName: "yyyy-mm-dd")) var codeFrom: String?
        @Option(help: ArgumentHelp("The first day on which the NIS code is no longer valid.", valueName: "yyyy-mm-dd")) var codeUntil:
            String?
        @Option(help: ArgumentHelp("The registered NIS code that follows on that day.", valueName: "nis")) var successor: String?
        @OptionGroup(title: "What mails and pages show") var branding: BrandingOptions
        @OptionGroup(title: "Agreement") var agreement: AgreementOptions
        @OptionGroup var common: CommonOptions

        func run() async throws {
            let request = try request()
            let row = try await common.administer(offline: true) { try await $0.addMunicipality(request) }
            try common.show(row, (["\(row.nis) \(row.name): agreement \(row.agreement)"] + row.missing).joined(separator: "\n"))
        }

        func request() throws -> AddMunicipality {
            AddMunicipality(
                nis: nis, name: name, languages: languages?.split(separator: ",").map { String($0.filter { $0 != " " }) },
                agreement: try agreement.agreement(), nameNl: nameNl, nameFr: nameFr, nameDe: nameDe, enterpriseNumber: enterpriseNumber,
                validFrom: codeFrom, validUntil: codeUntil, successor: successor, branding: branding.fields)
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "All municipalities.")
        @OptionGroup var common: CommonOptions

        func run() async throws {
            let rows = try await common.administer(offline: true) { try await $0.municipalities() }
            try common.show(rows, Self.table(rows).text(empty: "No municipality yet; register one with 'postduif municipality add'."))
        }

        static func table(_ rows: [MunicipalityRow]) -> TextTable {
            var table = TextTable("nis", "name", "languages", "agreement", "signed on", "code until", "successor", "sender", "contact")
            for row in rows {
                table.add(
                    row.nis, row.name, row.languages.joined(separator: ","), row.agreement, row.signedOn ?? "-", row.validUntil ?? "-",
                    row.successor ?? "-", row.branding.senderName ?? "-", row.branding.contactEmail ?? "-")
            }
            return table
        }
    }
}
