import ArgumentParser

extension MunicipalityCommand {
    struct AgreementOf: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "agreement", abstract: "Show, add or withdraw the agreements of a registered municipality.",
            discussion: """
                Without options it shows all of them. A renewal may be added before it begins: the one in force counts until its end.
                With --withdraw nothing is issued any more under the one in force, or the one that --number names.
                """)

        @Argument(help: "The NIS code.") var nis: String
        @OptionGroup var agreement: AgreementOptions
        @Flag(help: "Withdraw an agreement.") var withdraw = false
        @Option(help: ArgumentHelp("Which one to withdraw (default: the one in force, else the next).", valueName: "n")) var number: Int?
        @Option(help: ArgumentHelp("The first day it holds no longer (default: today).", valueName: "yyyy-mm-dd")) var withdrawnOn: String?
        @OptionGroup var common: CommonOptions

        /// What is asked for.
        enum Act: Sendable {
            case show
            case add(AddAgreementTo)
            case withdraw(WithdrawAgreement)
        }

        func run() async throws {
            let act = try act()
            let nis = nis
            let list = try await common.administer(offline: true) { administration in
                switch act {
                case .show: try await administration.agreements(nis: nis)
                case .add(let request): try await administration.addAgreement(request)
                case .withdraw(let request): try await administration.withdrawAgreement(request)
                }
            }
            try common.show(list, Self.text(list))
        }

        func act() throws -> Act {
            let added = try agreement.agreement()
            guard withdraw else {
                guard number == nil, withdrawnOn == nil else {
                    throw ValidationError("--number and --withdrawn-on belong to --withdraw; give that too, or leave them out.")
                }
                return added.map { .add(AddAgreementTo(nis: nis, agreement: $0)) } ?? .show
            }
            guard added == nil else { throw ValidationError("--withdraw stands beside the options of a new agreement; do one at a time.") }
            return .withdraw(WithdrawAgreement(nis: nis, number: number, withdrawnOn: withdrawnOn))
        }

        static func text(_ list: AgreementList) -> String {
            let municipality = list.municipality
            var table = TextTable("", "n", "signed on", "valid from", "valid until", "withdrawn on", "signatory", "function")
            for row in list.agreements {
                table.add(
                    row.current ? "*" : " ", "\(row.number)", row.signedOn, row.validFrom, row.validUntil ?? "-", row.withdrawnOn ?? "-",
                    row.signatory, row.function)
            }
            let heading = "\(municipality.nis) \(municipality.name): agreement \(municipality.agreement)"
            let rows = table.text(empty: "No agreement yet; add one with --agreement-signed-on, --signatory and --function.")
            return ([heading] + municipality.missing + ["", rows]).joined(separator: "\n")
        }
    }
}
