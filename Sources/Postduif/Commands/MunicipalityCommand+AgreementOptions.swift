import ArgumentParser

extension MunicipalityCommand {
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
}
